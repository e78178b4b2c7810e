using System.Globalization;

namespace TradingBot.Worlds;

/// <summary>All that passes between the process and the exchange, with its time, as one number; and as text for a person.</summary>
internal sealed class Trace(Action<string>? show)
{
    private const ulong Prime = 1099511628211;

    /// <summary>Equal for equal worlds.</summary>
    public ulong Hash { get; private set; } = 14695981039346656037;

    /// <summary>True where somebody reads along.</summary>
    public bool IsShown => show is not null;

    public void Add(TimeSpan time, string what, string text)
    {
        Mix((ulong)time.Ticks);
        foreach (var letter in what)
            Mix(letter);
        foreach (var letter in text)
            Mix(letter);
        show?.Invoke(string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds,10:F3} {what} {text}"));
    }

    private void Mix(ulong value) => Hash = (Hash ^ value) * Prime;
}
