using System.Globalization;
using System.Text.RegularExpressions;
using Vignette.Workflows.Tests.Rig;
using YamlDotNet.RepresentationModel;

namespace Vignette.Workflows.Tests;

/// <summary>What holds for every workflow and every action of ours.</summary>
internal static partial class WorkflowRules
{
    private const int MostMinutes = 180;

    /// <summary>What starts each; anything else is a change that somebody should mean.</summary>
    private static readonly Dictionary<string, string[]> Triggers = new()
    {
        ["ci"] = ["push", "pull_request"],
        ["preview"] = ["pull_request_target"],
        ["preview-cloud"] = ["pull_request"],
        ["deploy"] = ["push", "release", "workflow_dispatch"],
        ["deploy-stack"] = ["workflow_call"],
        ["drift"] = ["schedule", "workflow_dispatch"],
        ["pull-request-stack"] = ["pull_request"],
        ["teardown"] = ["pull_request_target", "schedule", "workflow_dispatch"],
    };

    /// <summary>All that a job may do besides reading the repository.</summary>
    private static readonly Dictionary<string, string[]> Rights = new()
    {
        ["preview/comment"] = ["pull-requests: write", "statuses: write"],
        ["preview-cloud/pulumi"] = ["id-token: write"],
        ["preview-cloud/comment"] = ["pull-requests: write"],
        ["deploy/dev"] = ["id-token: write"],
        ["deploy/prod"] = ["id-token: write"],
        ["deploy-stack/deploy"] = ["id-token: write"],
        ["drift/stack"] = ["id-token: write", "issues: write"],
        ["pull-request-stack/up"] = ["id-token: write"],
        ["teardown/one"] = ["id-token: write"],
        ["teardown/old"] = ["id-token: write", "pull-requests: read"],
    };

    /// <summary>What is wrong, one sentence each.</summary>
    /// <param name="files">By path from the repository's root.</param>
    public static IReadOnlyList<string> Faults(IReadOnlyDictionary<string, string> files)
    {
        var faults = new List<string>();
        foreach (var (path, text) in files)
        {
            var root = Yaml.Parse(text);
            CheckText(path, text, faults);
            if (path.StartsWith(".github/workflows/", StringComparison.Ordinal))
            {
                CheckWorkflow(path, root, faults);
            }
            else
            {
                CheckSteps(path, root.At("runs", "steps"), reachesCode: true, faults);
            }
        }

        return faults;
    }

    private static void CheckText(string path, string text, List<string> faults)
    {
        foreach (var line in text.Split('\n').Where(line => Uses().IsMatch(line)))
        {
            if (!line.Contains("uses: ./", StringComparison.Ordinal) && !Pinned().IsMatch(line))
            {
                faults.Add($"{path}: not pinned to a commit with its version behind: {line.Trim()}");
            }
        }

        if (Secret().IsMatch(text) || text.Contains("access-key", StringComparison.Ordinal))
        {
            faults.Add($"{path}: a secret; there are none, and roles are for who asks with GitHub's token");
        }
    }

    private static void CheckWorkflow(string path, YamlMappingNode root, List<string> faults)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        var triggers = root.At("on").Entries().Select(entry => entry.Key).ToArray();
        if (!triggers.Order().SequenceEqual((Triggers.GetValueOrDefault(name) ?? []).Order()) || root.At("name").Text() != name)
        {
            faults.Add($"{path}: is called {root.At("name").Text()} and started by {string.Join(", ", triggers)}");
        }

        if (root.At("permissions") is not YamlMappingNode { Children.Count: 0 })
        {
            faults.Add($"{path}: permissions at the top are not {{}}");
        }

        foreach (var (job, node) in root.At("jobs").Entries())
        {
            CheckJob(path, $"{name}/{job}", node, hasGroup: root.At("concurrency", "group") is not null, isTarget: triggers.Contains("pull_request_target"), faults);
        }
    }

    private static void CheckJob(string path, string job, YamlNode node, bool hasGroup, bool isTarget, List<string> faults)
    {
        var rights = node.At("permissions").Entries().Select(entry => $"{entry.Key}: {entry.Value.Text()}").ToArray();
        if (!rights.Order().SequenceEqual((Rights.GetValueOrDefault(job) ?? []).Append("contents: read").Order()))
        {
            faults.Add($"{job}: has the rights {string.Join(", ", rights)}");
        }

        var isCall = node.At("uses") is not null;
        if (!isCall && (!int.TryParse(node.At("timeout-minutes").Text(), NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) || minutes is < 1 or > MostMinutes))
        {
            faults.Add($"{job}: no timeout of 1 to {MostMinutes} minutes");
        }

        if (!isCall && !hasGroup && node.At("concurrency", "group") is null)
        {
            faults.Add($"{job}: no concurrency group");
        }

        var cloud = node.At("steps").Items().Where(step => step.At("uses").Text() == "./.github/actions/cloud").ToArray();
        if (!isCall && (rights.Contains("id-token: write") != cloud.Length > 0))
        {
            faults.Add($"{job}: a token without a cloud, or a cloud without a token");
        }

        if (cloud.Any(step => step.At("with", "role").Text() == "deploy") && node.At("environment") is null)
        {
            faults.Add($"{job}: deploys without an environment, which nobody approves");
        }

        if (cloud.Any(step => step.At("with", "role").Text() is not ("deploy" or "preview")))
        {
            faults.Add($"{job}: there is no such role");
        }

        CheckSteps(job, node.At("steps"), reachesCode: !isTarget, faults);
    }

    /// <param name="reachesCode">Whether what a pull request brings along may be checked out.</param>
    private static void CheckSteps(string where, YamlNode? steps, bool reachesCode, List<string> faults)
    {
        foreach (var step in steps.Items())
        {
            if (step.At("run").Text()?.Contains("${{", StringComparison.Ordinal) == true)
            {
                faults.Add($"{where}: an expression within a script, where it becomes part of the script");
            }

            if (step.At("uses").Text()?.StartsWith("actions/checkout@", StringComparison.Ordinal) != true)
            {
                continue;
            }

            if (step.At("with", "persist-credentials").Text() != "false")
            {
                faults.Add($"{where}: a checkout that leaves a token behind");
            }

            if (!reachesCode && (step.At("with", "ref") is not null || step.At("with", "repository") is not null))
            {
                faults.Add($"{where}: checks out something else than the base, with rights that pull requests must not have");
            }
        }

        if (!reachesCode && steps.Items().Any(step => step.At("run").Text() is { } run && Brought().IsMatch(run)))
        {
            faults.Add($"{where}: brings a pull request's files into the work tree");
        }
    }

    [GeneratedRegex(@"\bsecrets(\.\w|\[|: )")]
    private static partial Regex Secret();

    [GeneratedRegex(@"^\s*(- )?uses:")]
    private static partial Regex Uses();

    [GeneratedRegex(@"uses: [A-Za-z0-9_.-]+/[A-Za-z0-9_./-]+@[0-9a-f]{40} # v[0-9]+\.[0-9]+\.[0-9]+$")]
    private static partial Regex Pinned();

    [GeneratedRegex(@"\bgit (checkout|switch|merge|pull|restore|worktree)\b|\bgh pr checkout\b")]
    private static partial Regex Brought();
}
