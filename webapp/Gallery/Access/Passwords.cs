namespace Vignette.Gallery.Access;

/// <summary>What a password may be: long rather than odd, as NIST SP 800-63B-4, 3.1.1.2 has it.</summary>
public static class Passwords
{
    /// <summary>UTF-16 characters.</summary>
    public const int MinLength = 12;

    /// <summary>Enough for any sentence, and no more than a hash is quickly made of.</summary>
    public const int MaxLength = 1024;

    /// <summary>What is wrong with a new password; null where nothing is.</summary>
    /// <param name="name">Whose it is to be.</param>
    public static string? Problem(string? password, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return string.IsNullOrWhiteSpace(password) || password.Length < MinLength ? $"A password has at least {MinLength} characters: a few words will do."
            : password.Length > MaxLength ? $"A password has at most {MaxLength} characters."
            : password.Distinct().Count() < 5 ? "A password has at least five different characters."
            : password.Contains(name, StringComparison.OrdinalIgnoreCase) && name.Length > MinLength / 2 ? "A password does not contain the name."
            : null;
    }
}
