namespace Vignette.Planning.Policies;

/// <summary>How much harm is done where a control is not kept, on AWS's scale.</summary>
public enum Severity
{
    Low,
    Medium,
    High,
    Critical,
}
