using Vignette.Cli.Doctor;
using Vignette.Tests;

namespace Vignette.Cli.Tests.Doctor;

/// <summary>A folder of programs that do what a test says, which are found instead of the real ones.</summary>
internal sealed class FakeTools : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Path => _folder.Path;

    /// <summary>Runs what is in the folder and nothing else.</summary>
    public Toolbox Box => new([_folder.Path], _folder.Path);

    /// <summary>A program.</summary>
    /// <param name="script">For a POSIX shell, by its own commands alone; <c>$*</c> is what the program is asked.</param>
    public FakeTools With(string tool, string script)
    {
        var path = _folder.File(tool);
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return this;
    }

    /// <summary>A program that prints a text.</summary>
    public FakeTools Saying(string tool, string output) => With(tool, $"cat <<'END'\n{output}\nEND".Replace("cat", "/bin/cat", StringComparison.Ordinal));

    /// <summary>All that a stack needs, as it is where all is well.</summary>
    public FakeTools Healthy() => Saying("dotnet", "10.0.104").Saying("pulumi", "v3.220.1")
        .With("docker", """case "$*" in version*) echo '{"Version":"28.2.2"}';; *) echo /nowhere;; esac""").Aws();

    /// <summary>An AWS CLI of version 2.</summary>
    /// <param name="concurrency">How many functions may run at once.</param>
    /// <param name="quota">What is allowed of everything else.</param>
    /// <param name="used">How many there are of everything.</param>
    public FakeTools Aws(int concurrency = 1000, int quota = 100, int used = 1) => With("aws", $$$"""
        case "$*" in
          --version*) echo "aws-cli/2.27.49 Python/3.13.4 Linux/6.1 exe/x86_64" ;;
          "sts get-caller-identity"*) echo '{"UserId":"A","Account":"123456789012","Arn":"arn:aws:sts::123456789012:assumed-role/Deployer/me"}' ;;
          "lambda get-account-settings"*) echo '{"AccountLimit":{"ConcurrentExecutions":{{{concurrency}}},"UnreservedConcurrentExecutions":{{{concurrency}}}},"AccountUsage":{}}' ;;
          *get-service-quota\ *vpc*) echo "An error occurred (NoSuchResourceException) when calling the GetServiceQuota operation: none" >&2; exit 254 ;;
          *quota*) echo '{"Quota":{"Value":{{{quota}}}.0}}' ;;
          *describe-instances*) echo '[[1,2],[{{{used}}},1]]' ;;
          *describe*) echo {{{used}}} ;;
          "configure get region"*) echo eu-central-1 ;;
          *) echo "unexpected: $*" >&2; exit 252 ;;
        esac
        """);

    public void Dispose() => _folder.Dispose();
}
