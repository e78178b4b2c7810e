using TradingBot.Exchanges.Contract.Capture;

namespace TradingBot.Data.Recordings.Importing;

/// <summary>A form of line in which others have recorded a market.</summary>
internal abstract class LineFormat
{
    /// <summary>All that can be imported.</summary>
    public static IReadOnlyList<LineFormat> All { get; } = [new BinanceFrames(), new BookSnapshots()];

    /// <summary>As a user types it.</summary>
    public abstract string Name { get; }

    /// <summary>For the help: what a line is.</summary>
    public abstract string Line { get; }

    /// <summary>
    /// True if the messages prove that none is missing between two of them; else what is imported begins like a
    /// connection, and nothing is known of the time before.
    /// </summary>
    public abstract bool IsSequenced { get; }

    /// <summary>True if each book is whole: it has as many levels as its recorder saw, and no more.</summary>
    public abstract bool HasWholeBooks { get; }

    /// <summary>The format of that name; null: there is none.</summary>
    public static LineFormat? Find(string name) =>
        All.FirstOrDefault(format => format.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>When it was received, and what.</summary>
    /// <exception cref="FormatException">The line is not of this form.</exception>
    public abstract ReceivedLine Read(ReadOnlyMemory<byte> line);

    /// <summary>Reads the messages.</summary>
    /// <param name="market">The pair, as messages name it.</param>
    public abstract IMessageDecoder CreateDecoder(string market);
}

/// <summary>A line of somebody's recording.</summary>
/// <param name="ReceivedMicros">Unix microseconds of its recorder's clock.</param>
/// <param name="Message">What arrived.</param>
internal readonly record struct ReceivedLine(long ReceivedMicros, ReadOnlyMemory<byte> Message);
