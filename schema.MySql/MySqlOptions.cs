using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using MySqlConnector;

namespace Vignette.Schema.MySql;

/// <summary>
/// Where the catalog's database is, and who signs in how. Bound once from the environment and validated at the start.
/// The connection is always encrypted.
/// </summary>
public sealed record MySqlOptions
{
    public const string HostVariable = "DB_HOST";

    public const string PortVariable = "DB_PORT";

    public const string NameVariable = "DB_NAME";

    public const string UserVariable = "DB_USER";

    public const string PasswordVariable = "DB_PASSWORD";

    public const string CertificatesVariable = "DB_CA_FILE";

    public const string PoolSizeVariable = "DB_POOL_SIZE";

    public const string RegionVariable = "AWS_REGION";

    /// <summary>The most that <c>DB_POOL_SIZE</c> may say.</summary>
    public const int MaxPoolSize = 100;

    /// <summary>Connections of a function's process: one event at a time, of several messages at most.</summary>
    public const int FunctionPoolSize = 4;

    /// <summary>Connections of a host that serves people: few hosts, each with many requests at once.</summary>
    public const int WebPoolSize = 16;

    private const string DefaultRegionVariable = "AWS_DEFAULT_REGION";

    // MySQL's own limits.
    private const int MaxUserLength = 32;
    private const int MaxNameLength = 64;

    /// <summary><c>DB_HOST</c>.</summary>
    public required string Host { get; init; }

    /// <summary><c>DB_PORT</c>, 1 to 65535.</summary>
    public int Port { get; init; } = 3306;

    /// <summary><c>DB_NAME</c>: the schema, which must exist.</summary>
    public required string Database { get; init; }

    /// <summary><c>DB_USER</c>.</summary>
    public required string User { get; init; }

    /// <summary><c>DB_PASSWORD</c>; null to sign in by IAM as the role of the host.</summary>
    public string? Password { get; init; }

    /// <summary>
    /// <c>DB_CA_FILE</c>: the certificates (PEM) one of which must have signed the server's, whose name must be the host's.
    /// Null: the server is not verified, which a network must make up for.
    /// </summary>
    public string? CertificatesFile { get; init; }

    /// <summary><c>AWS_REGION</c>: where the database is. Only needed to sign in by IAM.</summary>
    public string? Region { get; init; }

    /// <summary>
    /// <c>DB_POOL_SIZE</c>: the most connections of this process, 1 to <see cref="MaxPoolSize"/>. A function has hundreds of
    /// processes which share the server's few hundred connections: hence so few.
    /// </summary>
    public int PoolSize { get; init; } = FunctionPoolSize;

    /// <summary>
    /// How old a connection may become. A right to sign in that was taken away is so in effect after this time, and after
    /// a failover no process stays with the old server for longer.
    /// </summary>
    public TimeSpan ConnectionLifetime { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long an unused connection is kept. None are kept for their number's sake: most processes are asleep most of the time.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long it may take to connect.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long one statement of a migration may take, which may be about every row there is: as long as a function of Lambda runs at most.</summary>
    public static readonly TimeSpan MigrationTimeout = TimeSpan.FromMinutes(15);

    /// <summary>How long one statement may take; for a migration see <see cref="MigrationTimeout"/>.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Reads the environment's variables; one that is empty counts as not set.</summary>
    /// <param name="poolSize">The most connections where <c>DB_POOL_SIZE</c> does not say.</param>
    /// <exception cref="OptionsValidationException">A value is missing or cannot be right: the message names each such variable.</exception>
    public static MySqlOptions From(IConfiguration environment, int poolSize = FunctionPoolSize)
    {
        ArgumentNullException.ThrowIfNull(environment);
        string? Read(string variable) => environment[variable]?.Trim() is { Length: > 0 } value ? value : null;

        var failures = new List<string>();
        string Need(string variable, string what, Func<string, bool> isRight, string allowed)
        {
            var value = Read(variable);
            if (value is null)
            {
                failures.Add($"{variable} is not set; it must name {what}.");
            }
            else if (!isRight(value))
            {
                failures.Add($"{variable} is \"{value}\"; it must be {allowed}.");
            }

            return value ?? "";
        }

        int Number(string variable, int fallback, int max)
        {
            if (Read(variable) is not { } text)
            {
                return fallback;
            }

            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= max)
            {
                return number;
            }

            failures.Add($"{variable} is \"{text}\"; it must be a whole number from 1 to {max}.");
            return fallback;
        }

        var options = new MySqlOptions
        {
            Host = Need(HostVariable, "the database's host", IsHost, "a host's name or address alone, without a port"),
            Port = Number(PortVariable, 3306, ushort.MaxValue),
            Database = Need(NameVariable, "the database", IsName, $"a name of at most {MaxNameLength} characters without control characters, slashes and dots"),
            User = Need(UserVariable, "the database's user", static value => value.Length <= MaxUserLength, $"a name of at most {MaxUserLength} characters"),
            // Spaces may belong to it.
            Password = environment[PasswordVariable] is { Length: > 0 } password ? password : null,
            CertificatesFile = Read(CertificatesVariable),
            Region = Read(RegionVariable) ?? Read(DefaultRegionVariable),
            PoolSize = Number(PoolSizeVariable, poolSize, MaxPoolSize),
        };
        if (options.CertificatesFile is { } file && !File.Exists(file))
        {
            failures.Add($"{CertificatesVariable} is \"{file}\"; there is no such file.");
        }

        if (options is { Password: null, Region: null })
        {
            failures.Add($"{RegionVariable} is not set; it must name the database's region, such as eu-central-1, to sign in by IAM, or {PasswordVariable} must be set.");
        }

        return failures.Count == 0 ? options : throw new OptionsValidationException(nameof(MySqlOptions), typeof(MySqlOptions), failures);
    }

    /// <summary>Says where and who, and never the password.</summary>
    public override string ToString() => $"{User} at {Host}:{Port}/{Database}";

    /// <summary>The driver's words for this, without a password.</summary>
    internal MySqlConnectionStringBuilder ToConnectionString() => new()
    {
        Server = Host,
        Port = (uint)Port,
        Database = Database,
        UserID = User,
        SslMode = CertificatesFile is null ? MySqlSslMode.Required : MySqlSslMode.VerifyFull,
        SslCa = CertificatesFile ?? "",
        ConnectionProtocol = MySqlConnectionProtocol.Tcp,
        AllowPublicKeyRetrieval = false,
        AllowLoadLocalInfile = false,
        ApplicationName = "vignette",
        CharacterSet = "utf8mb4",
        GuidFormat = MySqlGuidFormat.None,
        // A row that a statement leaves as it was does not count: see MySqlDialect.InsertUnlessTaken.
        UseAffectedRows = true,
        // A connection is set up once, when it is opened, and given back with no transaction: see MySqlCatalogDatabase.
        ConnectionReset = false,
        MinimumPoolSize = 0,
        MaximumPoolSize = (uint)PoolSize,
        ConnectionLifeTime = (uint)ConnectionLifetime.TotalSeconds,
        ConnectionIdleTimeout = (uint)IdleTimeout.TotalSeconds,
        ConnectionTimeout = (uint)Math.Ceiling(ConnectTimeout.TotalSeconds),
        DefaultCommandTimeout = (uint)Math.Ceiling(CommandTimeout.TotalSeconds),
        Keepalive = 30,
    };

    private static bool IsHost(string value) => Uri.CheckHostName(value) != UriHostNameType.Unknown;

    private static bool IsName(string value) => value.Length <= MaxNameLength && !value.Any(c => char.IsControl(c) || c is '/' or '\\' or '.');
}
