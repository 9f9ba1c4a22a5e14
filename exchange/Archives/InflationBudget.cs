using System.Globalization;

namespace Vignette.Exchange.Archives;

/// <summary>How much may still come out of a zip.</summary>
internal sealed class InflationBudget(DatasetLimits limits)
{
    private long _total;

    public DatasetLimits Limits => limits;

    /// <param name="count">Bytes that came out just now.</param>
    /// <param name="ofEntry">Bytes that came out of the entry so far.</param>
    /// <param name="compressed">Bytes that the entry has in the zip.</param>
    /// <exception cref="DatasetException">It is more than a zip may hold.</exception>
    public void Take(string entry, int count, long ofEntry, long compressed)
    {
        _total += count;
        if (_total > limits.MaxInflatedBytes)
        {
            throw new DatasetException(string.Create(CultureInfo.InvariantCulture, $"There is more in the zip than the {limits.MaxInflatedBytes:N0} bytes that are taken."));
        }

        if (ofEntry > limits.FreeInflation && ofEntry / limits.MaxRatio > compressed)
        {
            throw new DatasetException(string.Create(CultureInfo.InvariantCulture, $"{Shown.Name(entry)} in the zip is more than {limits.MaxRatio} times smaller than what is in it: that is not taken."));
        }
    }
}
