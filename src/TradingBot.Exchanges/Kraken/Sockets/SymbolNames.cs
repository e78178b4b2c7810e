using System.Text;
using System.Text.Json;
using TradingBot.Exchanges.Kraken.Notation;

namespace TradingBot.Exchanges.Kraken.Sockets;

/// <summary>Gives the same string for the same bytes, so that a symbol costs nothing after its first message.</summary>
internal sealed class SymbolNames
{
    // More symbols than anyone trades at once; beyond it a string is made each time.
    private const int Most = 256;
    private readonly List<(byte[] Bytes, string Name)> _known = [];

    /// <summary>The text the reader stands on.</summary>
    public string Read(ref Utf8JsonReader reader)
    {
        JsonValues.Expect(ref reader, JsonTokenType.String);
        foreach (var (bytes, name) in _known)
        {
            if (reader.ValueSpan.SequenceEqual(bytes))
                return name;
        }

        var text = JsonValues.Text(ref reader);
        if (_known.Count < Most)
            _known.Add((Encoding.UTF8.GetBytes(text), text));
        return text;
    }
}
