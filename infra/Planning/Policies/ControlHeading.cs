namespace Vignette.Planning.Policies;

/// <summary>What a control is called. Its methods add what it is about and what it asks.</summary>
internal sealed record ControlHeading(string Id, Severity Severity, string Title, Standard Standard, Uri Documentation)
{
    /// <summary>One of AWS Foundational Security Best Practices.</summary>
    public static ControlHeading Foundational(string id, Severity severity, string title) => OfSecurityHub(id, severity, title, Standard.FoundationalSecurity);

    /// <summary>One that AWS Security Hub checks for other standards.</summary>
    public static ControlHeading SecurityHub(string id, Severity severity, string title) => OfSecurityHub(id, severity, title, Standard.SecurityHub);

    /// <summary>One of this project's own.</summary>
    /// <param name="name">What it is about.</param>
    /// <param name="documentation">What it comes from.</param>
    public static ControlHeading Own(string name, Severity severity, string title, string documentation) =>
        new($"Vignette.{name}", severity, title, Standard.Project, new Uri(documentation));

    /// <summary>A control of every resource of a type.</summary>
    /// <param name="otherwise">What is wrong with one that it does not hold for, in a sentence without its subject.</param>
    public Control Each(string type, Func<PlannedResource, bool> holds, string otherwise) => Each(type, (_, resource) => holds(resource), otherwise);

    /// <inheritdoc cref="Each(string, Func{PlannedResource, bool}, string)"/>
    public Control Each(string type, Func<Plan, PlannedResource, bool> holds, string otherwise) =>
        Each(plan => plan.OfType(type), holds, otherwise);

    /// <summary>A control of some resources.</summary>
    /// <param name="otherwise">What is wrong with one that it does not hold for, in a sentence without its subject.</param>
    public Control Each(Func<Plan, IEnumerable<PlannedResource>> subjects, Func<Plan, PlannedResource, bool> holds, string otherwise) =>
        new(this, subjects, (plan, resource) => holds(plan, resource) ? [] : [otherwise]);

    /// <summary>A control of every resource of a type, which may find several faults in one.</summary>
    public Control Find(string type, Func<Plan, PlannedResource, IEnumerable<string>> faults) => Find(plan => plan.OfType(type), faults);

    /// <summary>A control of some resources, which may find several faults in one.</summary>
    public Control Find(Func<Plan, IEnumerable<PlannedResource>> subjects, Func<Plan, PlannedResource, IEnumerable<string>> faults) => new(this, subjects, faults);

    private static ControlHeading OfSecurityHub(string id, Severity severity, string title, Standard standard)
    {
        // Every service's controls are on one page: RDS.3 is rds-controls.html#rds-3.
        var anchor = id.ToLowerInvariant().Replace('.', '-');
        return new(id, severity, title, standard, new Uri($"https://docs.aws.amazon.com/securityhub/latest/userguide/{anchor[..anchor.LastIndexOf('-')]}-controls.html#{anchor}"));
    }
}
