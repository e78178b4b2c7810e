namespace TradingBot.Logging;

/// <summary>The original's number of a bot, made of its name: Localbot is 320.</summary>
internal static class BotId
{
    /// <summary>0 to 999: Python 2's hash of a text on 64 bits, without its sign, modulo 1000.</summary>
    public static int Of(string name)
    {
        if (name.Length == 0)
            return 0;
        var hash = (long)name[0] << 7;
        foreach (var letter in name)
            hash = unchecked(hash * 1000003) ^ letter;
        hash ^= name.Length;
        return (int)(Int128.Abs(hash) % 1000);
    }
}
