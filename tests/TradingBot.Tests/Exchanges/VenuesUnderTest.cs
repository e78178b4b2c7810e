namespace TradingBot.Tests.Exchanges;

/// <summary>The rows of every test of the contract.</summary>
public static class VenuesUnderTest
{
    private static readonly IVenueUnderTest[] All = [new KrakenUnderTest()];

    /// <summary>Names of the venues.</summary>
    public static TheoryData<string> Names => new(All.Select(row => row.Venue.Name));

    /// <summary>
    /// Each venue, without and with somebody who listens to its account: a venue may then take orders by another way.
    /// </summary>
    public static TheoryData<string, bool> Ways => Each(true, false);

    internal static IVenueUnderTest Find(string name) => All.Single(row => row.Venue.Name == name);

    /// <summary>Each venue with each of the values.</summary>
    internal static TheoryData<string, T> Each<T>(params T[] values)
    {
        var rows = new TheoryData<string, T>();
        foreach (var row in All)
        {
            foreach (var value in values)
                rows.Add(row.Venue.Name, value);
        }

        return rows;
    }

    /// <summary>Each venue and way with each of the values.</summary>
    internal static TheoryData<string, bool, T> EachWay<T>(params T[] values)
    {
        var rows = new TheoryData<string, bool, T>();
        foreach (var row in All)
        {
            foreach (var value in values)
            {
                rows.Add(row.Venue.Name, true, value);
                rows.Add(row.Venue.Name, false, value);
            }
        }

        return rows;
    }
}
