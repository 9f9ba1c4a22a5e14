using System.Text;

namespace Vignette.Cli.Commands.Users;

/// <summary>Asks for a password without showing it; where standard input is no terminal, its first line is the password.</summary>
internal static class PasswordPrompt
{
    /// <summary>Whether a person is asked.</summary>
    public static bool IsAsked => !Console.IsInputRedirected;

    public static string Read(string question)
    {
        if (!IsAsked)
        {
            return Console.ReadLine() ?? "";
        }

        Console.Error.Write(question);
        var password = new StringBuilder();
        for (var key = Console.ReadKey(intercept: true); key.Key != ConsoleKey.Enter; key = Console.ReadKey(intercept: true))
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                password.Length -= password.Length > 0 ? 1 : 0;
            }
            else if (!char.IsControl(key.KeyChar))
            {
                password.Append(key.KeyChar);
            }
        }

        Console.Error.WriteLine();
        return password.ToString();
    }
}
