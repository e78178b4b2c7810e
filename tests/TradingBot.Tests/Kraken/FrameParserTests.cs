using System.Text;
using TradingBot.Core.Market;
using TradingBot.Exchanges.Kraken.Feeds;
using TradingBot.Exchanges.Kraken.Notation;
using TradingBot.Exchanges.Kraken.Sockets;
using TradingBot.Exchanges.Kraken.Sockets.Wire;

namespace TradingBot.Tests.Kraken;

public class FrameParserTests
{
    private readonly FrameParser _parser = new();

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"channel":"trade"}""")]
    [InlineData("""{"channel":"trade","data":[{}]}""")]
    [InlineData("""{"channel":"trade","data":[null]}""")]
    [InlineData("""{"channel":"executions","data":[null]}""")]
    [InlineData("""{"channel":"status","data":[]}""")]
    [InlineData("""{"channel":"book","data":[{"symbol":"BTC/USD","bids":[{"price":1}],"checksum":1}]}""")]
    [InlineData("""{"channel":"book","data":[{"symbol":"BTC/USD","bids":[{"price":-1,"qty":1}],"checksum":1}]}""")]
    [InlineData("""{"channel":"book","data":[{"symbol":"BTC/USD","bids":[{"price":1e999,"qty":1}],"checksum":1}]}""")]
    [InlineData("""{"channel":"trade","type":"update","data":[]}{"channel":"trade"}""")]
    [InlineData("""{"channel":5}""")]
    [InlineData("""{"method":"subscribe","req_id":"one"}""")]
    public void What_is_not_of_the_documented_form_is_malformed_and_nothing_worse(string frame) =>
        Parse(frame).Should().BeOfType<SocketMessage.Malformed>();

    [Fact]
    public void Invalid_utf8_is_malformed()
    {
        byte[] frame = [.. """{"channel":"trade","data":[{"symbol":"B"""u8, 0xC3, 0x28, 0xFF, .. "\"}]}"u8];
        _parser.Parse(frame).Should().BeOfType<SocketMessage.Malformed>();
        byte[] order = [.. """{"channel":"executions","data":[{"symbol":"B"""u8, 0xC3, 0x28, 0xFF, .. "\"}]}"u8];
        _parser.Parse(order).Should().BeOfType<SocketMessage.Malformed>();
    }

    [Fact]
    public void Deep_nesting_is_malformed() =>
        Parse("""{"channel":"trade","data":""" + new string('[', 100_000)).Should().BeOfType<SocketMessage.Malformed>();

    [Fact]
    public void A_frame_of_a_megabyte_is_read()
    {
        var row = """
            {"symbol":"BTC/USD","side":"buy","price":1.5,"qty":2,"ord_type":"limit","trade_id":7,
            "timestamp":"2026-11-20T00:00:00Z"}
            """;
        var rows = string.Join(',', Enumerable.Repeat(row, 10_000));
        var frame = $$"""{"channel":"trade","type":"update","data":[{{rows}}]}""";
        frame.Length.Should().BeGreaterThan(1_000_000);
        Parse(frame).Should().BeOfType<SocketMessage.Trades>().Which.Rows.Should().HaveCount(10_000);
    }

    [Fact]
    public void Unknown_fields_are_skipped_and_the_order_of_fields_does_not_matter()
    {
        var message = Parse("""
            {"new":{"a":[1,{"b":2}]},"data":[{"ord_type":"market","x":null,"trade_id":9,
            "timestamp":"2026-11-20T10:00:00.1234567Z",
            "qty":"0.5","price":100,"side":"sell","symbol":"BTC/USD"}],"type":"update","channel":"trade"}
            """);
        var row = message.Should().BeOfType<SocketMessage.Trades>().Which.Rows.Single();
        row.IsMarketOrder.Should().BeTrue();
        row.Trade.Should().Be(new Trade(
            9, new DateTime(2026, 11, 20, 10, 0, 0, DateTimeKind.Utc).AddTicks(1_234_567), 100, 0.5, Side.Sell));
    }

    [Fact]
    public void A_candle_is_read_digit_for_digit_and_its_time_is_the_message_s()
    {
        var message = (SocketMessage.Candles)Parse("""
            {"channel":"ohlc","type":"snapshot","timestamp":"2026-11-20T10:00:30.524394914Z","data":[{
            "symbol":"BTC/USD","open":105.0,"high":105.10,"low":1e-1,"close":105.1,"trades":12,"volume":0.30000000,
            "vwap":105.0526,"interval_begin":"2026-11-20T10:00:00.000000000Z","interval":5,
            "timestamp":"2026-11-20T10:05:00.000000Z"}]}
            """);

        var row = message.Rows.Should().ContainSingle().Subject;
        (message.IsSnapshot, message.Time).Should().Be(
            (true, new DateTime(2026, 11, 20, 10, 0, 30, DateTimeKind.Utc).AddTicks(5_243_949)));
        row.Should().Be(new CandleRow
        {
            Symbol = "BTC/USD",
            Begin = new DateTime(2026, 11, 20, 10, 0, 0, DateTimeKind.Utc),
            Minutes = 5,
            Open = 105.0m,
            High = 105.1m,
            Low = 0.1m,
            Close = 105.1m,
            Volume = 0.3m,
            Average = 105.0526m,
            Trades = 12,
        });
        $"{row.High} {row.Volume}".Should().Be("105.10 0.30000000");
    }

    [Theory]
    [InlineData("", "\"low\":1,")]
    [InlineData("\"interval\":0", "\"interval\":5")]
    [InlineData("\"interval\":3000000000", "\"interval\":5")]
    [InlineData("\"vwap\":null", "\"vwap\":1")]
    public void A_candle_that_is_not_whole_is_malformed(string wrong, string right)
    {
        const string frame = """
            {"channel":"ohlc","type":"update","data":[{"symbol":"BTC/USD","open":1,"high":1,"low":1,"close":1,
            "trades":1,"volume":1,"vwap":1,"interval_begin":"2026-11-20T10:00:00Z","interval":5}]}
            """;
        Parse(frame).Should().BeOfType<SocketMessage.Candles>();

        Parse(frame.Replace(right, wrong)).Should().BeOfType<SocketMessage.Malformed>();
    }

    [Fact]
    public void An_unknown_channel_is_named_in_plain_characters() =>
        Parse("""{"channel":"level3 \u0007 and more than forty characters of it","data":[]}""")
            .Should().BeOfType<SocketMessage.UnknownChannel>()
            .Which.Channel.Should().Be("level3?\\u0007?and?more?than?forty?charac");

    [Theory]
    [InlineData("ticker")]
    [InlineData("instrument")]
    [InlineData("balances")]
    public void A_channel_the_program_does_not_subscribe_to_is_left_alone_whatever_its_rows_are(string channel) =>
        Parse($$"""{"channel":"{{channel}}","type":"update","data":[null]}""")
            .Should().BeOfType<SocketMessage.UnknownChannel>().Which.Channel.Should().Be(channel);

    [Fact]
    public void Small_figures_in_exponent_form_keep_their_value() =>
        Parse("""
            {"channel":"executions","type":"update","sequence":2,"data":[{"order_id":"O1","exec_type":"trade",
            "last_qty":5,"last_price":1e-09}]}
            """).Should().BeOfType<SocketMessage.Executions>()
            .Which.Rows.Single().FillPrice.Should().Be(0.000000001m);

    [Fact]
    public void The_mode_of_the_exchange_and_a_connection_id_beyond_63_bits_are_read()
    {
        var status = Parse("""
            {"channel":"status","type":"update","data":[{"version":"2.0.4","system":"cancel_only","api_version":"v2",
            "connection_id":13834774380200032777}]}
            """).Should().BeOfType<SocketMessage.Status>().Which.Row;
        status.Mode.Should().Be(SystemMode.CancelOnly);
        status.ConnectionId.Should().Be(13834774380200032777);
    }

    [Fact]
    public void A_book_frame_costs_no_allocation_once_the_buffers_have_grown()
    {
        var levels = string.Join(
            ',', Enumerable.Range(1, 25).Select(i => $$"""{"price":{{i}}.5,"qty":{{i}}.00000000}"""));
        var frame = Encoding.UTF8.GetBytes($$"""
            {"channel":"book","type":"snapshot","data":[{"symbol":"BTC/USD","bids":[{{levels}}],"asks":[],"checksum":0,
            "timestamp":"2026-11-20T00:00:00.123456Z"}]}
            """);
        var book = new LiveBook(25, 1, 8);
        Apply(frame, book);
        Apply(frame, book);

        var allocated = Allocation.Of(() => () =>
        {
            for (var i = 0; i < 1000; i++)
                Apply(frame, book);
        });

        allocated.Should().Be(0, "25,000 levels were read and put into the book");
        book.Mismatches.Should().Be(5002, "the checksum of the frame is made up: it was computed each time");
    }

    private SocketMessage Parse(string frame) => _parser.Parse(Encoding.UTF8.GetBytes(frame));

    private void Apply(byte[] frame, LiveBook book)
    {
        var updates = ((SocketMessage.Book)_parser.Parse(frame)).Updates;
        book.Apply(updates[0], updates.IsSnapshot);
    }
}
