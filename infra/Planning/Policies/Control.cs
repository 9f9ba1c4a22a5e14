namespace Vignette.Planning.Policies;

/// <summary>A rule that a plan is held to, by its id in the standard that asks for it.</summary>
public sealed class Control
{
    private readonly ControlHeading _heading;
    private readonly Func<Plan, IEnumerable<PlannedResource>> _subjects;
    private readonly Func<Plan, PlannedResource, IEnumerable<string>> _faults;

    /// <param name="subjects">The resources that it is about.</param>
    /// <param name="faults">What is wrong with one of them, each in a sentence without its subject.</param>
    internal Control(ControlHeading heading, Func<Plan, IEnumerable<PlannedResource>> subjects, Func<Plan, PlannedResource, IEnumerable<string>> faults) =>
        (_heading, _subjects, _faults) = (heading, subjects, faults);

    /// <summary>Such as <c>RDS.3</c>.</summary>
    public string Id => _heading.Id;

    public Severity Severity => _heading.Severity;

    /// <summary>What should be.</summary>
    public string Title => _heading.Title;

    public Standard Standard => _heading.Standard;

    /// <summary>Where one reads more.</summary>
    public Uri Documentation => _heading.Documentation;

    /// <exception cref="PlanException">An input that it looks at is of another kind than the provider takes.</exception>
    public ControlResult Check(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var subjects = _subjects(plan).ToList();
        return new ControlResult(this, subjects.Count, [.. subjects.SelectMany(subject => _faults(plan, subject).Select(fault => new Finding(Id, subject.Name, fault)))]);
    }

    public override string ToString() => $"{Id} {Title}";
}
