using Pulumi;
using Pulumi.Aws.Rds;

namespace Vignette.Infra.Observability;

/// <summary>RDS says what befalls the database (RDS.20), its parameters (RDS.21) and security groups (RDS.22).</summary>
internal sealed class DatabaseEvents : ComponentResource
{
    public DatabaseEvents(string name, DatabaseWatch watch, Output<string> topicArn, ComponentResourceOptions? options = null)
        : base("vignette:infra:DatabaseEvents", $"{name}-database-events", options)
    {
        var child = new CustomResourceOptions { Parent = this };
        void Subscribe(string role, string source, Output<string>? id, params string[] categories)
        {
            var args = new EventSubscriptionArgs { SnsTopic = topicArn, SourceType = source, EventCategories = [.. categories] };
            if (id is not null)
            {
                args.SourceIds = [id];
            }

            _ = new EventSubscription($"{name}-database-{role}-events", args, child);
        }

        Subscribe("instance", "db-instance", watch.Identifier, "maintenance", "configuration change", "failure");
        Subscribe("parameters", "db-parameter-group", watch.ParameterGroupName, "configuration change");

        // Those of old, which none of ours is in a network: whoever makes one is noticed.
        Subscribe("security", "db-security-group", null, "configuration change", "failure");
        RegisterOutputs();
    }
}
