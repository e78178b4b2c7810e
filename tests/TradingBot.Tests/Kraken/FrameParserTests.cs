using System.Text;
using TradingBot.Core.Market;
using TradingBot.Exchanges.Kraken.Feeds;
using TradingBot.Exchanges.Kraken.Notation;
using TradingBot.Exchanges.Kraken.Sockets;

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
    public void An_unknown_channel_is_named_in_plain_characters() =>
        Parse("""{"channel":"level3 \u0007 and more than forty characters of it","data":[]}""")
            .Should().BeOfType<SocketMessage.UnknownChannel>()
            .Which.Channel.Should().Be("level3?\\u0007?and?more?than?forty?charac");

    [Theory]
    [InlineData("ticker")]
    [InlineData("ohlc")]
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
