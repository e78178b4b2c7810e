using System.Globalization;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using TradingBot.Core.Market;
using TradingBot.Exchanges.Kraken.Feeds;
using TradingBot.Exchanges.Kraken.Sockets;

namespace TradingBot.Tests.Kraken;

public class OrderBookTests
{
    [PayloadFact]
    public void Both_published_checksum_examples_match()
    {
        using var document = JsonDocument.Parse(Payloads.Read("vectors/book-checksum.json"));
        var worked = document.RootElement[0];
        Filled(worked).Checksum().Should().Be(3310070434);

        var page = document.RootElement[1];
        var book = Filled(page);
        book.Checksum().Should().Be(2439117997);
        book.Set(Side.Buy, new BookLevel(0.5657m, 1098.3947558m));
        book.CutToDepth();
        book.Checksum().Should().Be(2114181697);
    }

    [PayloadFact]
    public void All_510_checksums_of_the_recorded_stream_match()
    {
        using var document = JsonDocument.Parse(Payloads.Read("python-kraken-sdk/orderbook-v2.json"));
        var parser = new FrameParser();
        var book = new LiveBook(10, priceDecimals: 1, quantityDecimals: 8);
        JsonElement[] frames =
            [document.RootElement.GetProperty("init"), .. document.RootElement.GetProperty("updates").EnumerateArray()];

        var changes = frames.Select(frame =>
        {
            var updates = ((SocketMessage.Book)parser.Parse(Encoding.UTF8.GetBytes(frame.GetRawText()))).Updates;
            updates.Count.Should().Be(1);
            return book.Apply(updates[0], updates.IsSnapshot);
        }).ToList();

        changes.Should().HaveCount(510).And.AllBeEquivalentTo(BookChange.Applied);
        book.Book.Bids.Length.Should().Be(10);
        book.Book.Bids.ToArray().Should().ContainInOrder(
            new BookLevel(29430.4m, 11.93517449m), new BookLevel(29430.3m, 1.69289565m));
        book.Book.IsUncrossed.Should().BeTrue();
    }

    [PayloadFact]
    public void The_digits_of_the_wire_are_enough_where_it_keeps_its_trailing_zeros()
    {
        // The older protocol's recording has its zeros, so no precision is given: the digits as they came must do.
        using var document = JsonDocument.Parse(Payloads.Read("python-kraken-sdk/orderbook-v1.json"));
        var book = new OrderBook(10);
        var snapshot = document.RootElement.GetProperty("init").EnumerateArray()
            .First(row => row.ValueKind == JsonValueKind.Array)[1];
        SetAll(book, Side.Sell, snapshot.GetProperty("as"));
        SetAll(book, Side.Buy, snapshot.GetProperty("bs"));
        var matched = 0;
        foreach (var row in document.RootElement.GetProperty("updates").EnumerateArray())
        {
            if (row.ValueKind != JsonValueKind.Array)
                continue;
            var checksum = 0u;
            foreach (var part in row.EnumerateArray().Where(part => part.ValueKind == JsonValueKind.Object))
            {
                if (part.TryGetProperty("a", out var asks))
                    SetAll(book, Side.Sell, asks);
                if (part.TryGetProperty("b", out var bids))
                    SetAll(book, Side.Buy, bids);
                if (part.TryGetProperty("c", out var text))
                    checksum = uint.Parse(text.GetString()!, CultureInfo.InvariantCulture);
            }

            book.CutToDepth();
            book.Checksum().Should().Be(checksum);
            matched++;
        }

        matched.Should().Be(979);
    }

    [Fact]
    public void A_book_holds_what_a_sorted_table_cut_to_its_depth_holds()
    {
        var levels = Gen.Zip(Gen.Choose(1, 40), Gen.Choose(0, 4)).ListOf();
        var property = Prop.ForAll(levels.ToArbitrary(), changes =>
        {
            var (book, table) = (new OrderBook(5, 1, 2), new SortedDictionary<int, int>());
            foreach (var (price, quantity) in changes)
            {
                book.Set(Side.Sell, new BookLevel(price / 10m, quantity));
                book.CutToDepth();
                table.Remove(price);
                if (quantity > 0)
                    table.Add(price, quantity);
                while (table.Count > 5)
                    table.Remove(table.Keys.Last());
            }

            return book.Asks.ToArray().Select(level => ((int)(level.Price * 10), (int)level.Quantity))
                .SequenceEqual(table.Select(level => (level.Key, level.Value)));
        });
        property.Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(20261120, 1));
    }

    [Fact]
    public void A_level_that_is_pushed_out_comes_back_only_when_it_is_sent_again()
    {
        var book = new OrderBook(2);
        foreach (var price in new[] { 5m, 4m, 3m })
            book.Set(Side.Buy, new BookLevel(price, 1));
        book.CutToDepth();
        book.Set(Side.Buy, new BookLevel(5m, 0));
        book.CutToDepth();

        book.Bids.ToArray().Should().Equal(new BookLevel(4m, 1));
    }

    [Fact]
    public void A_wrong_checksum_empties_the_book_and_asks_for_a_snapshot_once()
    {
        var book = new LiveBook(10, 1, 8);
        book.Apply(Update(5m, checksum: null), isSnapshot: true).Should().Be(BookChange.Applied);

        book.Apply(Update(6m, checksum: 1), isSnapshot: false).Should().Be(BookChange.Mismatch);
        book.Apply(Update(7m, checksum: 1), isSnapshot: false).Should().Be(BookChange.Ignored);
        book.Book.Bids.IsEmpty.Should().BeTrue();

        book.Apply(Update(8m, checksum: null), isSnapshot: true).Should().Be(BookChange.Applied);
        book.IsLive.Should().BeTrue();
        book.Mismatches.Should().Be(1);
    }

    private static BookUpdate Update(decimal price, uint? checksum)
    {
        var alone = new OrderBook(10, 1, 8);
        alone.Set(Side.Buy, new BookLevel(price, 2m));
        var update = new BookUpdate { Symbol = "BTC/USD", Checksum = checksum ?? alone.Checksum() };
        update.Add(Side.Buy, new BookLevel(price, 2m));
        return update;
    }

    private static OrderBook Filled(JsonElement example)
    {
        var book = new OrderBook(
            10, example.GetProperty("price_decimals").GetInt32(), example.GetProperty("qty_decimals").GetInt32());
        SetAll(book, Side.Sell, example.GetProperty("asks_low_to_high"));
        SetAll(book, Side.Buy, example.GetProperty("bids_high_to_low"));
        return book;
    }

    private static void SetAll(OrderBook book, Side side, JsonElement rows)
    {
        foreach (var row in rows.EnumerateArray())
            book.Set(side, new BookLevel(
                decimal.Parse(row[0].GetString()!, CultureInfo.InvariantCulture),
                decimal.Parse(row[1].GetString()!, CultureInfo.InvariantCulture)));
    }
}
