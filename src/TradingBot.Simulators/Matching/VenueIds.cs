namespace TradingBot.Simulators.Matching;

/// <summary>Makes ids that look like the exchange's, the same in every run: <c>OABCDE-FGHIJ-KLMNOP</c>.</summary>
public sealed class VenueIds(ulong seed)
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private long _count;

    /// <summary>A new id.</summary>
    /// <param name="prefix">Its first letter: O an order, T a trade or an amendment, L a ledger row.</param>
    public string Next(char prefix)
    {
        _count++;
        return Of(prefix, SeededDraw.Bits(seed, _count, 1), SeededDraw.Bits(seed, _count, 2));
    }

    /// <summary>The id of some random bits.</summary>
    internal static string Of(char prefix, ulong first, ulong second)
    {
        return string.Create(19, (prefix, first, second), static (text, parts) =>
        {
            var (letter, left, right) = parts;
            for (var i = 0; i < text.Length; i++)
            {
                ref var bits = ref i < 10 ? ref left : ref right;
                text[i] = Alphabet[(int)(bits & 31)];
                bits >>= 5;
            }

            (text[0], text[6], text[12]) = (letter, '-', '-');
        });
    }
}
