using System.CommandLine;
using System.CommandLine.Parsing;
using Vignette.Cli.Commands;
using Vignette.Cli.Deployments.Load.Arrivals;
using Vignette.Cli.Deployments.Load.Pictures;
using Vignette.Cli.Deployments.Transfers;
using Vignette.Pipeline.Imaging;

namespace Vignette.Cli.Deployments.Load;

/// <summary>What a load can be told, and what is refused of it before anything is sent.</summary>
internal sealed class LoadArguments
{
    private const int DefaultImages = 100;
    private const int MostImages = 10_000_000;
    private const int DefaultClients = 4;
    private const int MostClients = 500;
    private const double MostRate = 10_000;
    private const int MostSeconds = 86_400;
    private const int DefaultSettle = 120;

    private const string Constant = "constant";
    private const string Poisson = "poisson";

    private readonly Option<Uri> _to = TransferOptions.Gallery("--to");
    private readonly Option<int?> _images = Number("--images", 1, MostImages, $"How many pictures; {DefaultImages} where there is no --duration either.");
    private readonly Option<int?> _duration = Number("--duration", 1, MostSeconds, "Seconds that pictures are sent.");
    private readonly Option<int?> _clients = Number("--clients", 1, MostClients, $"Closed loop: so many clients, each of which sends its next picture when the one before was answered; {DefaultClients} where there is no --rate.");
    private readonly Option<double?> _rate = new("--rate") { Description = "Open loop: so many pictures a second, however slowly answers come." };
    private readonly Option<string> _arrivals = new Option<string>("--arrivals") { Description = "Of the open loop: constant, or poisson, as independent people come.", DefaultValueFactory = _ => Constant }.AcceptOnlyFromAmong(Constant, Poisson);
    private readonly Option<int> _ramp = Numbers.Option("--ramp", 0, 0, MostSeconds, "Seconds in which the rate rises from nothing, or one client after the other begins.");
    private readonly Option<string> _size = Choices<PictureSize>("--size", "1600x1200", PictureChoices.TryParseSize, PictureChoices.AllowedSizes);
    private readonly Option<string> _mix = Choices<ImageFormat>("--mix", "jpeg:70,png:20,webp:10", PictureChoices.TryParseFormat, PictureChoices.AllowedFormats);
    private readonly Option<string> _from = new("--from") { Description = "Send the pictures in this folder and below it, in turn, instead of drawn ones.", HelpName = "DIR" };
    private readonly Option<int> _seed = new("--seed") { Description = "The same seed: the same pictures in the same order at the same times.", DefaultValueFactory = _ => 1 };
    private readonly Option<int> _settle = Numbers.Option("--settle-timeout", DefaultSettle, 1, MostSeconds, "Seconds without any result after which pictures that have none are lost.");
    private readonly Option<bool> _keep = new("--keep") { Description = "Leave the pictures in the gallery." };

    public void AddTo(Command command)
    {
        ArgumentNullException.ThrowIfNull(command);
        foreach (var option in (Option[])[_to, _images, _duration, _clients, _rate, _arrivals, _ramp, _size, _mix, _from, _seed, _settle, _keep])
        {
            command.Add(option);
        }

        command.Validators.Add(Check);
    }

    private static Option<int?> Number(string name, int least, int most, string description)
    {
        var option = new Option<int?>(name) { Description = description };
        option.Validators.Add(result => Numbers.Between(result, least, most));
        return option;
    }

    private void Check(CommandResult result)
    {
        var rate = result.GetResult(_rate) is { Tokens.Count: > 0 } given && !given.Errors.Any() ? given.GetValue(_rate) : null;
        if (rate is not null and not (> 0 and <= MostRate))
        {
            result.AddError($"--rate must be more than 0, and {MostRate} at most.");
        }

        if (rate is not null && result.GetResult(_clients) is { Implicit: false })
        {
            result.AddError("Of --rate, which sends however slowly answers come, and --clients, who wait for them, only one can be.");
        }

        if (rate is null && result.GetResult(_arrivals) is { Implicit: false })
        {
            result.AddError("--arrivals is of the open loop: it goes with --rate.");
        }

        if (result.GetResult(_from) is not null && (result.GetResult(_size) is { Implicit: false } || result.GetResult(_mix) is { Implicit: false }))
        {
            result.AddError("--size and --mix are of drawn pictures: they do not go with --from.");
        }
    }

    private static Option<string> Choices<T>(string name, string fallback, WeightedMix<T>.Parser parse, string allowed)
        where T : notnull
    {
        var option = new Option<string>(name) { Description = $"Drawn pictures' {allowed}.", DefaultValueFactory = _ => fallback };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !WeightedMix<T>.TryParse(token.Value, parse, out _, out var problem))
            {
                result.AddError($"{name} {problem}: it takes {allowed}.");
            }
        });
        return option;
    }

    private static WeightedMix<T> Mix<T>(string? text, WeightedMix<T>.Parser parse)
        where T : notnull =>
        WeightedMix<T>.TryParse(text, parse, out var mix, out var problem) ? mix : throw new FormatException(problem);

    public LoadOptions Read(ParseResult arguments)
    {
        var (images, duration, rate) = (arguments.GetValue(_images), arguments.GetValue(_duration), arguments.GetValue(_rate));
        return new LoadOptions(arguments.GetRequiredValue(_to))
        {
            Images = images ?? (duration is null ? DefaultImages : null),
            Duration = duration is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            Clients = rate is null ? arguments.GetValue(_clients) ?? DefaultClients : null,
            Rate = rate,
            Arrivals = arguments.GetValue(_arrivals) == Poisson ? ArrivalKind.Poisson : ArrivalKind.Constant,
            Ramp = TimeSpan.FromSeconds(arguments.GetValue(_ramp)),
            Sizes = Mix<PictureSize>(arguments.GetValue(_size), PictureChoices.TryParseSize),
            Formats = Mix<ImageFormat>(arguments.GetValue(_mix), PictureChoices.TryParseFormat),
            From = arguments.GetValue(_from),
            Seed = arguments.GetValue(_seed),
            SettleTimeout = TimeSpan.FromSeconds(arguments.GetValue(_settle)),
            Keep = arguments.GetValue(_keep),
        };
    }
}
