namespace Vignette.Schema.MySql;

/// <summary>A password that stays the same.</summary>
internal sealed class FixedPassword(string password) : ISignIn
{
    public ValueTask<string> PasswordAsync(CancellationToken cancellationToken) => ValueTask.FromResult(password);

    public bool Discard(string password) => false;
}
