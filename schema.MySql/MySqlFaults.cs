using System.Data;
using System.Security.Authentication;
using MySqlConnector;

namespace Vignette.Schema.MySql;

/// <summary>Tells apart what the driver throws.</summary>
internal static class MySqlFaults
{
    /// <summary>Whether the transaction and another stood in each other's way, so that it may be run again.</summary>
    public static bool IsConflict(Exception e) => e is MySqlException { ErrorCode: MySqlErrorCode.LockDeadlock or MySqlErrorCode.LockWaitTimeout };

    /// <summary>Whether it is this connection that is good for nothing any more, so that another may do.</summary>
    public static bool IsBroken(Exception e, MySqlConnection? connection)
    {
        if (connection is null || e is OperationCanceledException)
        {
            return false;
        }

        // A command that timed out may have run, and would most likely run as long again.
        return connection.State != ConnectionState.Open
            ? e is not MySqlException { ErrorCode: MySqlErrorCode.CommandTimeoutExpired }
            : e is MySqlException
            {
                ErrorCode: MySqlErrorCode.ServerShutdown or MySqlErrorCode.NormalShutdown or MySqlErrorCode.AbortingConnection or MySqlErrorCode.NewAbortingConnection
                or MySqlErrorCode.ClientInteractionTimeout

                // After a failover: the server that was the writer.
                or MySqlErrorCode.OptionPreventsStatement,
            };
    }

    /// <summary>Whether the server did not let us in.</summary>
    public static bool IsRefusal(Exception e) => e is MySqlException
    {
        ErrorCode: MySqlErrorCode.AccessDenied or MySqlErrorCode.DatabaseAccessDenied,
    };

    /// <summary>What the caller is told: the same, where it is about a statement.</summary>
    public static Exception From(Exception e, bool isBroken, MySqlOptions options)
    {
        var where = $"{options.Host}:{options.Port}";
        CatalogAwayException Away(string message, bool isTransient = true) => new(message, isTransient, e);

        return e switch
        {
            _ when isBroken => Away($"The connection to the database at {where} broke off."),
            _ when IsRefusal(e) => Away(
                options.Password is null
                    ? $"The database at {where} refuses the user {options.User}, who must be one that signs in by IAM and as whom this host's role may connect (rds-db:connect). Check {MySqlOptions.UserVariable}."
                    : $"The database at {where} refuses the user {options.User}. Check {MySqlOptions.UserVariable} and {MySqlOptions.PasswordVariable}.",
                isTransient: false),
            MySqlException { ErrorCode: MySqlErrorCode.UnknownDatabase } => Away($"The database at {where} has no schema {options.Database}. Check {MySqlOptions.NameVariable}.", isTransient: false),
            MySqlException { InnerException: AuthenticationException } => Away(
                $"The database at {where} is not reached encrypted, or cannot prove that it is {options.Host}. Check {MySqlOptions.HostVariable} and {MySqlOptions.CertificatesVariable}.",
                isTransient: false),
            MySqlException { ErrorCode: MySqlErrorCode.ConnectionCountError or MySqlErrorCode.TooManyUserConnections } => Away($"The database at {where} has as many connections as it takes."),
            MySqlException { ErrorCode: MySqlErrorCode.UnableToConnectToHost } => Away($"The database at {where} does not answer: {e.Message}"),
            MySqlException { ErrorCode: MySqlErrorCode.CommandTimeoutExpired } => Away($"The database at {where} took too long."),
            _ => e,
        };
    }

    /// <summary>Whether <see cref="From"/> has something to say.</summary>
    public static bool IsKnown(Exception e, bool isBroken) => isBroken || e is MySqlException;
}
