using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using Microsoft.Extensions.Logging;
using Vignette.Pipeline.Hosting;
using Vignette.Schema.Migrations;
using Vignette.Schema.MySql;

namespace Vignette.Functions;

/// <summary>
/// Brings the database to this version's schema and sees to it that the application's user is there. May be run again, and
/// by two at once; never goes backwards.
/// </summary>
public sealed class MigrateFunction(Migrator migrator, ApplicationUser user, MigrationOptions options, TimeProvider time, ILogger<MigrateFunction> logger)
{
    /// <exception cref="SchemaMismatchException">The database, or the deployment, is of another version than this function.</exception>
    [LambdaFunction]
    public async Task<MigrationReport> RunAsync(MigrationRequest request, ILambdaContext context)
    {
        using var scope = logger.BeginRequest(context);
        using var deadline = Deadline.Of(context, time);
        var target = migrator.Target;
        if (request?.Digest is { } digest && digest != target.Digest)
        {
            throw new SchemaMismatchException($"The deployment is made for the schema {digest}, this function for {target.Digest}: the function is of another version.");
        }

        var applied = await migrator.MigrateAsync(deadline.Token);
        if (options.ApplicationUser is { } name)
        {
            await user.EnsureAsync(name, deadline.Token);
        }

        logger.Migrated(applied, target.Number);
        return new MigrationReport(target.Number, applied, options.ApplicationUser);
    }
}
