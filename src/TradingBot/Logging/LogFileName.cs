using System.Globalization;

namespace TradingBot.Logging;

/// <summary>
/// The original's names of log files, <c>320-Localbot_2018-04-17_21_umpmen.log</c>: id, bot, hour (UTC), six letters
/// that tell files of an hour apart. The original had a colon where the dash is, which Windows forbids.
/// </summary>
internal sealed class LogFileName
{
    private const int Letters = 6;
    private const string Form = "????-??-??_??_??????.log";

    private readonly string _prefix;
    private readonly Func<int, int> _random;

    /// <param name="bot">Its name; what a file name should not have in it is replaced.</param>
    /// <param name="random">A number from 0 to below the one given.</param>
    public LogFileName(string bot, Func<int, int> random)
    {
        var safe = bot.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' ? letter : '-');
        (_prefix, _random) = ($"{BotId.Of(bot)}-{string.Concat(safe)}_", random);
    }

    /// <summary>A new name.</summary>
    public string At(DateTime utc)
    {
        var letters = string.Create(Letters, _random, static (letters, random) =>
        {
            for (var i = 0; i < letters.Length; i++)
                letters[i] = (char)('a' + random(26));
        });
        return _prefix + utc.ToString("yyyy-MM-dd_HH", CultureInfo.InvariantCulture) + $"_{letters}.log";
    }

    /// <summary>The bot's files, the oldest first.</summary>
    public IEnumerable<string> In(string directory) => new DirectoryInfo(directory)
        .EnumerateFiles(_prefix + Form)
        .Where(file => file.Name.Length == _prefix.Length + Form.Length) // a ? may also stand for nothing
        .OrderBy(file => file.LastWriteTimeUtc).ThenBy(file => file.Name, StringComparer.Ordinal)
        .Select(file => file.FullName);
}
