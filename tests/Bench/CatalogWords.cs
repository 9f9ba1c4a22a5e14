using System.Globalization;

namespace Vignette.Bench;

/// <summary>
/// What is said about the n-th picture of a catalog, always the same: few words are on many pictures and many on few, as in
/// what people and models write.
/// </summary>
internal sealed class CatalogWords
{
    private static readonly string[] Adjectives = Words(
        "old small red white quiet wooden green bright tall blue young dark black yellow narrow sunny empty distant stone colourful snowy rusty crowded wet rainy golden brick open "
        + "busy steep grey striped ripe fresh curved misty broken painted frozen plain modern rural tidy faded shallow dusty glossy leafy rocky winding");

    private static readonly string[] Nouns = Words(
        "man woman street dog house table car cat tree child boat horse bird bridge river train bicycle mountain garden field kitchen window beach bus flower church market clock bench "
        + "truck sheep cow plate tower cake umbrella road station aeroplane kite surfer skier sofa bed lamp fence statue castle lake forest waterfall cyclist musician baker farmer violin "
        + "piano guitar teapot bottle glass bowl orange apple banana carrot pizza sandwich bread cheese laptop keyboard book shelf vase rug curtain staircase balcony chimney roof barn "
        + "tractor windmill lighthouse pier ferry canoe sail anchor rope net crab gull heron swan goose fox deer owl squirrel hedgehog butterfly beetle mushroom fern moss birch oak "
        + "pine willow vineyard orchard meadow valley glacier canyon dune desert volcano island cave well fountain courtyard arcade alley tunnel viaduct aqueduct harbour crane dock");

    private static readonly string[] Doings = Words("stands waits rests shines lies leans turns hides moves grows");

    private static readonly string[] Places = Words("table wall street river field window harbour bridge hill garden square shore road station roof");

    private static readonly string[] Labels = Words(
        "person car chair book bottle cup dog cat bowl table truck boat umbrella bird bench bicycle horse clock backpack handbag bus train sheep cow motorcycle plate fork knife spoon "
        + "tie skateboard kite surfboard vase sofa bed laptop keyboard phone mouse oven sink toaster refrigerator banana apple orange sandwich pizza cake donut carrot elephant bear "
        + "zebra giraffe suitcase frisbee skis ball glove racket hydrant sign meter scissors teddy toothbrush window door roof wheel face hand flag lamp");

    private static readonly string[] Cameras = Words("IMG DSC P");

    private readonly Random _random;

    public CatalogWords(int number, int images)
    {
        _random = new Random(number);
        Number = number;
        var (adjective, noun) = (Frequent(Adjectives), Frequent(Nouns));
        var (otherAdjective, otherNoun) = (Frequent(Adjectives), Frequent(Nouns));
        Caption = $"A {CatalogFiller.FrequentWord} of a {adjective} {noun}: it {Frequent(Doings)} by the {Frequent(Places)}, before a {otherAdjective} {otherNoun}"
            + $"{(number < images / 2 ? $" in {CatalogFiller.OldWord}" : "")}{(number % Math.Max(1, images / 10) == images / 20 ? $", with a {CatalogFiller.RareWord}" : "")}.";
        Tags = [.. ((IEnumerable<string>)[noun, otherNoun, adjective, .. number % 20 == 0 ? [CatalogFiller.Tag] : (string[])[]]).Distinct()];
        FileName = string.Create(CultureInfo.InvariantCulture, $"{Frequent(Cameras)}_{number:D6}.jpg");
        var labels = Enumerable.Range(0, 4).Select(_ => Frequent(Labels)).ToList();
        Boxes = [.. Enumerable.Range(0, CatalogFiller.Boxes).Select(i => labels[_random.Next(labels.Count)])];
        Owner = number % 4 == 0 ? CatalogFiller.Owner : null;

        // Cameras know another order than uploads do, and some none.
        TakenAt = number % 10 == 9
            ? null
            : CatalogFiller.FirstUpload.AddMinutes(number * 7919L % images).UtcDateTime.ToString("s", CultureInfo.InvariantCulture);
    }

    public int Number { get; }

    public string FileName { get; }

    public string Caption { get; }

    public IReadOnlyList<string> Tags { get; }

    /// <summary>The labels of its boxes.</summary>
    public IReadOnlyList<string> Boxes { get; }

    /// <summary>Null: whoever uploads the others.</summary>
    public string? Owner { get; }

    public string? TakenAt { get; }

    // The first words of a list are many times as frequent as the last.
    private string Frequent(string[] words) => words[(int)(words.Length * Math.Pow(_random.NextDouble(), 2.5))];

    private static string[] Words(string words) => words.Split(' ');
}
