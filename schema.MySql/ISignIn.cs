namespace Vignette.Schema.MySql;

/// <summary>What one signs in to the database with.</summary>
internal interface ISignIn
{
    /// <summary>A password that holds now.</summary>
    ValueTask<string> PasswordAsync(CancellationToken cancellationToken);

    /// <summary>Says that the database refused the password. True when the next may be another.</summary>
    bool Discard(string password);
}
