namespace Vignette.Gallery.Access.LoadBalancing;

/// <summary>What the id of a load balancer's key looks like: a UUID in hexadecimal digits and hyphens.</summary>
internal static class KeyId
{
    private const int Length = 36;

    /// <summary>So that nothing else becomes part of an address.</summary>
    public static bool IsOne(string? text)
    {
        if (text is not { Length: Length })
        {
            return false;
        }

        for (var i = 0; i < Length; i++)
        {
            if (i is 8 or 13 or 18 or 23 ? text[i] != '-' : !char.IsAsciiHexDigit(text[i]))
            {
                return false;
            }
        }

        return true;
    }
}
