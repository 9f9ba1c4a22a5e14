using System.CommandLine;
using Vignette.Cli.Commands;
using Vignette.Cli.Commands.Plans;
using Vignette.Cli.Commands.Users;
using Vignette.Cli.Deployments;
using Vignette.Cli.Deployments.Datasets;
using Vignette.Cli.Deployments.Ingest;
using Vignette.Cli.Deployments.Load;

var root = new RootCommand("Vignette: photos in, captioned gallery out.")
{
    UpCommand.Create(),
    UserCommand.Create(),
    PlanCommand.Create(),
    DoctorCommand.Create(),
    SmokeCommand.Create(),
    ExportCommand.Create(),
    ImportCommand.Create(),
    IngestCommand.Create(),
    LoadCommand.Create(),
};

// The host drains on Ctrl-C and SIGTERM by itself and takes the time it needs.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
