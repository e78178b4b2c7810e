using System.Diagnostics;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using TradingBot.Exchanges.Kraken.Feeds;
using TradingBot.Exchanges.Kraken.Rest;
using TradingBot.Exchanges.Kraken.Sockets;

namespace TradingBot.Tests.Kraken;

public class FrameFuzzTests
{
    private static readonly byte[][] OwnFrames =
    [
        .. new[]
        {
            """{"channel":"heartbeat"}""",
            """{"channel":"status","type":"update","data":[{"system":"online","version":"2.0.4","connection_id":1}]}""",
            """
            {"channel":"executions","type":"update","sequence":7,"data":[{"order_id":"O1","cl_ord_id":"c",
            "exec_id":"T1","exec_type":"trade","trade_id":5,"last_qty":0.5,"last_price":100.5,"cost":50.25,
            "cum_qty":0.5,"fees":[{"asset":"USD","qty":0.1}],"order_status":"filled","timestamp":"2026-11-20T00:00:00Z"}]}
            """,
            """
            {"channel":"balances","type":"snapshot","sequence":1,"data":[{"asset":"BTC","balance":1.2,
            "wallets":[{"type":"spot","id":"main","balance":1.2}]}]}
            """,
            """
            {"channel":"instrument","type":"snapshot","data":{"assets":[{"id":"BTC","status":"enabled","precision":10}],
            "pairs":[{"symbol":"BTC/USD","base":"BTC","quote":"USD","status":"online","qty_precision":8,
            "price_precision":1,"price_increment":0.1,"qty_min":0.00005}]}}
            """,
        }.Select(Encoding.UTF8.GetBytes),
    ];

    [PayloadFact]
    public void A_hundred_thousand_mutated_frames_never_throw_and_never_hang()
    {
        byte[][] frames =
        [
            .. OwnFrames,
            .. SocketPayloadTests.Files.Select(Payloads.Read),
            .. RecordedBook().Take(100),
        ];
        var parser = new FrameParser();
        var (book, stream, steps) = (new LiveBook(10, 1, 8), new ExecutionStream(), new List<OrderStep>());
        var (parsed, malformed, slowest) = (0, 0, TimeSpan.Zero);
        Check(frames, 110_000, frame =>
        {
            var started = Stopwatch.GetTimestamp();
            var message = parser.Parse(frame);
            parsed++;
            switch (message)
            {
                case SocketMessage.Malformed:
                    malformed++;
                    break;
                case SocketMessage.Book { Updates.Count: > 0 } update:
                    book.Apply(update.Updates[0], update.Updates.IsSnapshot);
                    break;
                case SocketMessage.Executions executions:
                    stream.Accept(executions, steps);
                    steps.Clear();
                    break;
            }

            var taken = Stopwatch.GetElapsedTime(started);
            slowest = taken > slowest ? taken : slowest;
        });

        parsed.Should().BeGreaterThanOrEqualTo(100_000);
        malformed.Should().BeInRange(parsed / 10, parsed - parsed / 10, "the mutations hit both kinds");
        slowest.Should().BeLessThan(TimeSpan.FromSeconds(2));
    }

    [PayloadFact]
    public void Mutated_answers_by_rest_never_throw()
    {
        var files = Payloads.Files().Where(file => file.StartsWith("krakenfx", StringComparison.Ordinal)).ToArray();
        var forms = RestForms.All;
        Check([.. files.Select(Payloads.Read)], 10_000, body =>
        {
            var answer = Task.FromResult(Envelope.Read(200, body));
            foreach (var read in forms)
                read(answer).IsCompletedSuccessfully.Should().BeTrue();
        });
    }

    private static void Check(byte[][] frames, int count, Action<byte[]> use)
    {
        var mutation = Gen.Zip(Gen.Choose(0, frames.Length - 1), Gen.Choose(0, int.MaxValue - 1));
        Prop.ForAll(mutation.ToArbitrary(), pick =>
        {
            use(Mutate(frames, pick.Item1, new Random(pick.Item2)));
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(20261120, 3));
    }

    private static byte[] Mutate(byte[][] frames, int index, Random random)
    {
        var frame = frames[index].ToList();
        // A third keeps its form and changes figures only: that is what gets past the parser.
        if (random.Next(3) == 0)
        {
            for (var i = random.Next(4); i >= 0; i--)
                ReplaceDigit(frame, random.Next(frame.Count), random);
            return [.. frame];
        }

        for (var i = random.Next(4); i >= 0 && frame.Count > 4; i--)
        {
            var at = random.Next(frame.Count);
            switch (random.Next(7))
            {
                case 0:
                    frame[at] = (byte)random.Next(256);
                    break;
                case 1:
                    frame.RemoveRange(at, Math.Min(frame.Count - at, 1 + random.Next(20)));
                    break;
                case 2:
                    frame.RemoveRange(at, frame.Count - at);
                    break;
                case 3:
                    frame.InsertRange(at, frames[random.Next(frames.Length)].Take(random.Next(60)));
                    break;
                case 4:
                    frame.InsertRange(at, Snippet(random));
                    break;
                case 5:
                    frame[at] ^= (byte)(1 << random.Next(8));
                    break;
                default:
                    ReplaceDigit(frame, at, random);
                    break;
            }
        }

        return [.. frame];
    }

    private static void ReplaceDigit(List<byte> frame, int from, Random random)
    {
        var at = frame.FindIndex(from, letter => letter is >= (byte)'0' and <= (byte)'9');
        if (at >= 0)
            frame[at] = (byte)('0' + random.Next(10));
    }

    private static byte[] Snippet(Random random)
    {
        string[] snippets =
        [
            "null", "{}", "[]", "[[[[", "\"", "\\u0000", "\\ud800", "1e999", "-1", "99999999999999999999999999999999",
            "{\"data\":", "\"channel\":\"book\",", "\uFEFF", "true", ",", "0.00000000000000000000000000000000001",
        ];
        return Encoding.UTF8.GetBytes(snippets[random.Next(snippets.Length)]);
    }

    private static IEnumerable<byte[]> RecordedBook()
    {
        using var document = JsonDocument.Parse(Payloads.Read("python-kraken-sdk/orderbook-v2.json"));
        foreach (var frame in document.RootElement.GetProperty("updates").EnumerateArray())
            yield return Encoding.UTF8.GetBytes(frame.GetRawText());
    }
}
