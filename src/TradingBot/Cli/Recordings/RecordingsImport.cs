using System.CommandLine;
using System.Globalization;
using TradingBot.Data.Import;
using TradingBot.Data.Recordings;
using TradingBot.Data.Recordings.Importing;
using TradingBot.Exchanges.Contract;
using TradingBot.Input;

namespace TradingBot.Cli.Recordings;

/// <summary><c>recordings import FORMAT FILE… -x EXCHANGE -c PAIR --data DIR</c></summary>
internal static class RecordingsImport
{
    private static readonly TextOption Exchange = new(
        "--exchange", "NAME", "whose market it is; any name, such as binance", aliases: "-x");

    private static readonly TextOption Currency = new(
        "--currency", "PAIR", "which one, as the messages name it: BTCUSDT", aliases: "-c");

    /// <summary>Without a default: what others recorded comes among one's own only if one says so.</summary>
    private static readonly TextOption Data = new(
        "--data", "DIR", "the recording, a new one or one that has earlier hours of the pair only");

    public static Command Create(VenueList venues, TextWriter output, TimeProvider time, CancellationToken stop)
    {
        var format = new Argument<string>("FORMAT")
        {
            Description = string.Join("; ", LineFormat.All.Select(one => $"{one.Name}: a line is {one.Line}")) + ".",
        };
        var files = new Argument<string[]>("FILE")
        {
            Arity = ArgumentArity.OneOrMore,
            Description = "One recording of one pair, in the order of time; gzip too.",
        };
        var command = new Command(
            "import",
            "Add what others have recorded: all files or, if a line is wrong, none. It becomes the same segments as "
            + "what 'collect' records.")
        {
            format, files, Exchange.Option, Currency.Option, Data.Option,
        };
        command.SetAction((parsed, _) => FullProgram.IsThis
            ? ImportAsync(
                Read(parsed, parsed.GetRequiredValue(format), parsed.GetRequiredValue(files), venues),
                output,
                time,
                stop)
            : throw new FullProgramNeededException());
        return command;
    }

    private static async Task<int> ImportAsync(
        (string Directory, ImportRequest Request) given, TextWriter output, TimeProvider time, CancellationToken stop)
    {
        var (directory, request) = given;
        var import = new RecordingImport(directory, time, new ImportOptions());
        try
        {
            var result = await import.RunAsync(request, stop).ConfigureAwait(false);
            output.WriteLine(Describe(request, result));
            return ExitCode.Success;
        }
        catch (ImportException wrong)
        {
            throw new UserError(wrong.Message);
        }
        catch (RecordingException failure)
        {
            throw new UserError(failure.Message, ExitCode.Failed);
        }
        catch (OperationCanceledException)
        {
            throw new UserError(
                import.IsPending ? "interrupted; the same command goes on" : "interrupted; nothing was imported",
                ExitCode.Interrupted);
        }
    }

    private static string Describe(ImportRequest request, ImportResult result)
    {
        var scan = result.Scan;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{request.Exchange}:{request.Symbol}: {scan.Messages:N0} messages, {scan.Books:N0} of the book, "
            + $"{scan.Trades:N0} trades, {scan.First} to {scan.Last}")
            + (result.WasPending ? "; an earlier run had begun it" : "")
            + Crossed(result.Crossed);
    }

    private static string Crossed(long messages) => messages == 0 ? "" : string.Create(
        CultureInfo.InvariantCulture,
        $"; {messages:N0} left the book crossed, a bid not below the lowest ask, and {(messages == 1 ? "is" : "are")} ")
        + "kept as received";

    private static string DirectoryOf(string text) => text.Length > 0
        ? text
        : throw new UserError("name the directory of a recording, which may be a new one");

    private static LineFormat FormatOf(string text) => LineFormat.Find(text)
        ?? throw new UserError(
            $"FORMAT: '{text}' is not allowed; use {string.Join(" or ", LineFormat.All.Select(one => one.Name))}");

    /// <exception cref="UserError">A line for each value that is missing or not allowed.</exception>
    private static (string Directory, ImportRequest Request) Read(
        ParseResult parsed, string formatName, string[] files, VenueList venues)
    {
        var problems = new List<UserError>();
        var format = Try(() => FormatOf(formatName));
        var exchange = Try(() => Exchange.Read(parsed, ExchangeOf));
        var market = Try(() => Currency.Read(parsed, MarketOf));
        var directory = Try(() => Data.Read(parsed, DirectoryOf));
        if (format is null || exchange is null || market is null || directory is null)
            throw UserError.Of(problems);
        var symbol = venues.Find(exchange)?.Pairs.SymbolOf(market) ?? market;
        return (directory, new ImportRequest(format, files, exchange, symbol, market));

        T? Try<T>(Func<T> read)
            where T : class
        {
            try
            {
                return read();
            }
            catch (UserError wrong)
            {
                problems.Add(wrong);
                return null;
            }
        }
    }

    private static string ExchangeOf(string text) => text.Length > 0 && text.All(char.IsAsciiLetterOrDigit)
        ? text.ToLowerInvariant()
        : throw new UserError($"'{text}' is not the name of an exchange; use letters and digits, such as binance");

    private static string MarketOf(string text)
    {
        var market = text.Replace("/", "", StringComparison.Ordinal).ToUpperInvariant();
        return market.Length > 0 && market.All(char.IsAsciiLetterOrDigit)
            ? market
            : throw new UserError($"'{text}' is not a pair; use one such as BTCUSDT or BTC/USDT");
    }
}
