using System.CommandLine;
using System.CommandLine.Parsing;
using Microsoft.AspNetCore.Identity;
using Vignette.Gallery.Access;
using Vignette.Schema.Accounts;

namespace Vignette.Cli.Commands.Users;

/// <summary><c>vignette user</c>: who can sign in to the platform on this machine, whether it runs or not.</summary>
public static class UserCommand
{
    private const int DefaultDays = 90;

    private static readonly Option<string> Data = new("--data")
    {
        Description = "The folder that holds everything.",
        DefaultValueFactory = _ => ".vignette",
        Recursive = true,
    };

    private static readonly Argument<string> Name = new("name") { Description = "The account's name." };

    public static Command Create() => new("user", "Says who can sign in to the platform on this machine, where vignette up --sign-in password runs it. Passwords are asked for, or read from standard input.")
    {
        Data, Add(), Remove(), Password(), SetRole(), CreateToken(), List(),
    };

    private static Command Add()
    {
        var role = RoleOption(Schema.Accounts.Role.Viewer);
        return Command("add", "Makes an account.", [Name, role], async (arguments, accounts, cancellationToken) =>
        {
            var (name, made) = (arguments.GetRequiredValue(Name), arguments.GetValue(role));
            if (AccountName.Problem(name) is { } problem)
            {
                return Refused(problem);
            }

            return await accounts.Directory.FindAsync(name, cancellationToken) is not null ? Said(AccountOutcome.Taken, name, "")
                : NewPassword(name) is not { } password ? ExitCodes.Failure
                : Said(await accounts.Directory.AddAsync(name, made, Hash(name, password), cancellationToken), name, $"{name} can sign in, as {made.Code()}.");
        });
    }

    private static Command Remove() => Command("remove", "Removes an account and its tokens. Its pictures stay.", [Name], async (arguments, accounts, cancellationToken) =>
    {
        var name = arguments.GetRequiredValue(Name);
        return Said(await accounts.Directory.RemoveAsync(name, cancellationToken), name, $"{name} cannot sign in any more.");
    });

    private static Command Password() => Command("password", "Gives an account another password, unlocks it and ends its sessions.", [Name], async (arguments, accounts, cancellationToken) =>
    {
        var name = arguments.GetRequiredValue(Name);
        return await accounts.Directory.FindAsync(name, cancellationToken) is null ? Said(AccountOutcome.NotFound, name, "")
            : NewPassword(name) is not { } password ? ExitCodes.Failure
            : Said(await accounts.Directory.SetPasswordAsync(name, Hash(name, password), cancellationToken), name, $"{name} signs in with the new password from now on.");
    });

    private static Command SetRole()
    {
        var role = new Argument<Role>("role") { Description = "viewer looks, annotator also uploads and annotates, admin also manages everything.", CustomParser = ReadRole };
        return Command("role", "Lets an account do more, or less.", [Name, role], async (arguments, accounts, cancellationToken) =>
        {
            var (name, given) = (arguments.GetRequiredValue(Name), arguments.GetValue(role));
            return Said(await accounts.Directory.SetRoleAsync(name, given, cancellationToken), name, $"{name} is {given.Code()} from now on.");
        });
    }

    private static Command CreateToken()
    {
        var title = new Option<string>("--title") { Description = "What the token is called in lists.", DefaultValueFactory = _ => "vignette user token" };
        var scopes = new Option<TokenScopes>("--scopes")
        {
            Description = "What it is for: read, upload, annotate, admin, with commas between.",
            DefaultValueFactory = _ => TokenScopes.Read | TokenScopes.Upload | TokenScopes.Annotate,
            CustomParser = ReadScopes,
        };
        var days = Numbers.Option("--days", DefaultDays, 1, ApiTokens.LongestLifetime.Days, "How long it holds.");
        return Command("token", "Makes a token for scripts, and shows it this once.", [Name, title, scopes, days], async (arguments, accounts, cancellationToken) =>
        {
            var (name, called) = (arguments.GetRequiredValue(Name), arguments.GetRequiredValue(title).Trim());
            if (called.Length is 0 or > ApiTokens.MaxTitleLength)
            {
                return Refused($"--title has 1 to {ApiTokens.MaxTitleLength} characters.");
            }

            if (await accounts.Directory.FindAsync(name, cancellationToken) is not { } account)
            {
                return Said(AccountOutcome.NotFound, name, "");
            }

            if (await accounts.Tokens.CreateAsync(account.Name, called, arguments.GetValue(scopes), TimeSpan.FromDays(arguments.GetValue(days)), cancellationToken) is not { } made)
            {
                return Refused($"{account.Name} has {ApiTokens.MaxTokens} tokens already: revoke one first.");
            }

            Console.WriteLine(made.Secret);
            await Console.Error.WriteLineAsync($"It is shown this once, and holds until {made.Token.ExpiresAt:yyyy-MM-dd}: export VIGNETTE_TOKEN=…");
            return ExitCodes.Success;
        });
    }

    private static Command List() => Command("list", "Shows who can sign in.", [], async (_, accounts, cancellationToken) =>
    {
        foreach (var account in await accounts.Directory.ListAsync(cancellationToken))
        {
            Console.WriteLine($"{account.Role.Code(),-10} {account.Name}{(account.SignedInAt is { } at ? $"  (signed in {at:yyyy-MM-dd HH:mm} UTC)" : "")}");
        }

        return ExitCodes.Success;
    });

    private static Command Command(string name, string description, Symbol[] symbols, Func<ParseResult, LocalAccounts, CancellationToken, Task<int>> run)
    {
        var command = new Command(name, description);
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
            {
                command.Add(argument);
            }
            else
            {
                command.Add((Option)symbol);
            }
        }

        command.SetAction(async (arguments, cancellationToken) =>
        {
            try
            {
                await using var accounts = await LocalAccounts.OpenAsync(arguments.GetRequiredValue(Data), cancellationToken);
                return await run(arguments, accounts, cancellationToken);
            }
            catch (Local.StartFailure failure)
            {
                return Refused(failure.Message);
            }
        });
        return command;
    }

    private static Option<Role> RoleOption(Role otherwise) => new("--role")
    {
        Description = "viewer looks, annotator also uploads and annotates, admin also manages everything.",
        DefaultValueFactory = _ => otherwise,
        CustomParser = ReadRole,
    };

    private static Role ReadRole(ArgumentResult result)
    {
        if (Roles.Parse(result.Tokens.Single().Value) is { } role)
        {
            return role;
        }

        result.AddError("A role is viewer, annotator or admin.");
        return default;
    }

    private static TokenScopes ReadScopes(ArgumentResult result)
    {
        var scopes = TokenScopes.None;
        foreach (var text in result.Tokens.Single().Value.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!Enum.TryParse<TokenScopes>(text, ignoreCase: true, out var scope) || !Enum.IsDefined(scope) || scope == TokenScopes.None)
            {
                result.AddError("--scopes are some of read, upload, annotate and admin, with commas between.");
                return default;
            }

            scopes |= scope;
        }

        return scopes;
    }

    /// <summary>Null where none was given that can be taken; it was said why.</summary>
    private static string? NewPassword(string name)
    {
        var password = PasswordPrompt.Read($"New password of {name}: ");
        if (Passwords.Problem(password, name) is { } problem)
        {
            Refused(problem);
            return null;
        }

        if (PasswordPrompt.IsAsked && PasswordPrompt.Read("Once more: ") != password)
        {
            Refused("These are two different passwords.");
            return null;
        }

        return password;
    }

    private static string Hash(string name, string password) => new PasswordHasher<Account>().HashPassword(new Account(name, Role.Viewer, ""), password);

    private static int Said(AccountOutcome outcome, string name, string done)
    {
        if (outcome == AccountOutcome.Done)
        {
            Console.WriteLine(done);
            return ExitCodes.Success;
        }

        return Refused(outcome switch
        {
            AccountOutcome.NotFound => $"There is no account {name}: vignette user list shows those that there are.",
            AccountOutcome.Taken => $"There is an account {name} already.",
            _ => $"{name} is the last administrator: make another one first.",
        });
    }

    private static int Refused(string message)
    {
        Console.Error.WriteLine(message);
        return ExitCodes.Failure;
    }
}
