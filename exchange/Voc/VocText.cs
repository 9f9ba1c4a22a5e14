using System.Text;
using System.Xml;

namespace Vignette.Exchange.Voc;

/// <summary>XML 1.0 has no place for most control characters, nor for half a surrogate pair: they become U+FFFD.</summary>
internal static class VocText
{
    public static string Clean(string text)
    {
        if (text.All(character => !char.IsSurrogate(character) && XmlConvert.IsXmlChar(character)))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            clean.Append(rune.Value > char.MaxValue || XmlConvert.IsXmlChar((char)rune.Value) ? rune.ToString() : "\uFFFD");
        }

        return clean.ToString();
    }
}
