namespace Vignette.Cli.Doctor;

/// <summary>What was asked for cannot be looked at; the message says what can.</summary>
public sealed class DoctorFault(string message, Exception? inner = null) : Exception(message, inner);
