namespace TradingBot.Exchanges.Contract;

/// <summary>Venues by their names. The program has one, <c>Venues.Known</c>; a test makes its own.</summary>
public sealed class VenueList
{
    /// <param name="all">The first is the one that is meant where none is named.</param>
    /// <exception cref="ArgumentException">
    /// There is none, two have the same name, or a name is not of lower-case letters and digits, which folders, names
    /// of bots and the texts of instruments rely on.
    /// </exception>
    public VenueList(params IReadOnlyList<IVenue> all)
    {
        All = all;
        if (all.Count == 0 || all.DistinctBy(venue => venue.Name).Count() < all.Count)
            throw new ArgumentException("venues need names of their own, and one must be first", nameof(all));
        if (all.FirstOrDefault(venue => !IsName(venue.Name)) is { } odd)
            throw new ArgumentException($"'{odd.Name}' is not a venue's name: a-z, 0-9", nameof(all));
    }

    public IReadOnlyList<IVenue> All { get; }

    /// <summary>The one that is meant where none is named: what is stored without a venue is its.</summary>
    public IVenue Default => All[0];

    /// <summary>The venue of that name, or null.</summary>
    public IVenue? Find(string name) =>
        All.FirstOrDefault(venue => venue.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads <c>kraken:XBT/USD</c> or <c>XBTUSD</c>; whether there is such a pair is not asked.</summary>
    /// <param name="text">A pair by any of its venue's names, after the venue's where it has to be said.</param>
    /// <param name="otherwise">Meant where the text names no venue; null: <see cref="Default"/>.</param>
    /// <exception cref="FormatException">There is no such venue, or no pair; the message is for users.</exception>
    public VenuePair Read(string text, IVenue? otherwise = null)
    {
        var cut = text.IndexOf(InstrumentId.Separator, StringComparison.Ordinal);
        if (cut < 0)
            return new VenuePair(otherwise ?? Default, text.Trim(), IsQualified: false);
        var (name, pair) = (text[..cut].Trim(), text[(cut + 1)..].Trim());
        var venue = Find(name) ?? throw new FormatException(
            $"'{text}': there is no venue '{name}'; use {string.Join(" or ", All.Select(known => known.Name))}");
        return pair.Length > 0
            ? new VenuePair(venue, pair, IsQualified: true)
            : throw new FormatException($"'{text}' names a venue and no pair; use one such as {venue.Name}:XBT/USD");
    }

    private static bool IsName(string name) =>
        name.Length > 0 && name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter));
}
