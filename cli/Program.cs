using System.CommandLine;
using Vignette.Cli.Commands;

var root = new RootCommand("Vignette: photos in, captioned gallery out.")
{
    UpCommand.Create(),
};

// The host drains on Ctrl-C and SIGTERM by itself and takes the time it needs.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
