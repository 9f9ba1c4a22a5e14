using Spectre.Console;
using Vignette.Planning.Differences.Reports;

namespace Vignette.Cli.Commands.Plans;

/// <summary>A report for a person at a terminal. Colours are for terminals alone, and for none where <c>NO_COLOR</c> is set.</summary>
internal static class TerminalDifference
{
    private static readonly Style Heading = new(decoration: Decoration.Bold);
    private static readonly Style Loud = new(Color.Red, decoration: Decoration.Bold);
    private static readonly Style Value = new(Color.Aqua);
    private static readonly Style Before = new(Color.Red);
    private static readonly Style After = new(Color.Green);

    public static void Write(DifferenceReport report)
    {
        var plain = Console.IsOutputRedirected || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out), Ansi = plain ? AnsiSupport.No : AnsiSupport.Detect });
        // Lines are as long as they are: a terminal wraps them by itself, and whoever reads a file or a pipe wants them whole.
        console.Profile.Width = int.MaxValue / 2;
        Line(console, report.Heading, Heading);
        Line(console, report.Loud);
        Line(console, report.Cost);
        foreach (var stack in report.Stacks)
        {
            foreach (var section in stack.Sections)
            {
                console.WriteLine();
                Line(console, report.Stacks.Length > 1 ? $"{stack.Title}: {Phrase.Words(section.Title)}" : Phrase.Words(section.Title), Heading);
                foreach (var item in section.Items)
                {
                    console.Write("  ");
                    Line(console, item.Sentence);
                    foreach (var line in item.Lines)
                    {
                        console.Write(new Text($"    {line.Sign} {line.Text}\n", line.Sign switch { '-' => Before, '+' => After, _ => Style.Plain }));
                    }
                }
            }
        }
    }

    private static void Line(IAnsiConsole console, Phrase phrase, Style? words = null)
    {
        foreach (var part in phrase.Parts)
        {
            console.Write(new Text(VisibleText.Of(part.Text), part.Kind switch { PhraseKind.Loud => Loud, PhraseKind.Value => Value, _ => words }));
        }

        console.WriteLine();
    }
}
