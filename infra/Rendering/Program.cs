using System.Diagnostics;
using Pulumi;
using Vignette.Planning;
using Vignette.Planning.Sources;
using Vignette.Rendering;

// Arguments: the repository's folder, then the stacks.
if (args is not [var root, _, ..])
{
    Console.Error.WriteLine("Usage: Vignette.Rendering REPOSITORY STACK…");
    return 2;
}

var folder = new PlanFolder(root);
foreach (var stack in args[1..])
{
    var watch = Stopwatch.StartNew();
    try
    {
        var plan = await PlanRenderer.RenderAsync(stack, StackFile.Read(Path.Combine(root, $"Pulumi.{stack}.yaml")), SourceDigests.Of(root, stack));
        folder.Write(plan);
        Console.WriteLine($"{PlanFolder.JsonOf(stack)}: {plan.Resources.Count(resource => !resource.IsComponent)} resources in {watch.Elapsed.TotalSeconds:0.0} s");
    }
    catch (Exception fault) when (fault is RunException or PlanException or FormatException or IOException)
    {
        Console.Error.WriteLine($"There is no plan of {stack}. {fault.Message}");
        return 1;
    }
}

return 0;
