namespace Vignette.Cli.Doctor;

/// <summary>Looks at one thing.</summary>
public interface ICheck
{
    /// <summary>What it looks at, in a word or two.</summary>
    string Name { get; }

    /// <summary>Changes nothing. What is wrong is a finding, also that a tool is missing; it is given a limited time.</summary>
    Task<Finding> LookAsync(CancellationToken cancellationToken);
}
