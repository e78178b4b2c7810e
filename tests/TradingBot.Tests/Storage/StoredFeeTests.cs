using TradingBot.Bots;
using TradingBot.Core.Orders;
using TradingBot.Storage;

namespace TradingBot.Tests.Storage;

/// <summary>Fees in other assets than the quote currency, in a bot's database.</summary>
public class StoredFeeTests
{
    /// <summary>Seed 1 has purchases charged in base, seed 2 first fills charged in a third asset.</summary>
    [Theory]
    [InlineData(1, "%\"base\":0.%")]
    [InlineData(2, "%\"BNB\"%")]
    public void Each_table_has_what_was_not_taken_from_the_quote_balance(int seed, string pattern)
    {
        using var bot = new StoredBot();
        bot.Live(seed);

        foreach (var table in new[] { "orders", "order_changes", "fills" })
            Count(table, "fee_in_kind").Should().BePositive(table);
        Count("trades", "entry_fee_in_kind").Should().BePositive();
        var stored = BotReader.Read(bot.Path, reader => reader.Attempts());
        stored.Where(attempt => attempt.Filled > 0 && attempt.Executions.Sum(fill => fill.Volume) == attempt.Filled)
            .Should().NotBeEmpty().And.OnlyContain(attempt =>
                attempt.Fee == attempt.Executions.Aggregate(default(Fee), (sum, fill) => sum + fill.Fee));

        long Count(string table, string column) =>
            (long)bot.Query($"SELECT count(*) FROM {table} WHERE {column} LIKE '{pattern}'")!;
    }

    [Fact]
    public void A_database_of_the_eighth_version_shows_the_same_and_goes_on()
    {
        using var bot = new StoredBot();
        bot.Trade(sessions: 2);
        var trades = BotReader.Read(bot.Path, reader => reader.ClosedTrades());
        var attempts = Attempts(bot);
        bot.ForgetFeesInKind();
        bot.Tamper("UPDATE state SET json = replace(json, ',\"residue\":0', '')"); // as it was written then
        bot.Tamper("UPDATE state SET json = replace(json, ',\"paidInOthers\":0', '')");
        bot.Tamper("PRAGMA user_version = 8");

        BotReader.Read(bot.Path, reader => reader.ClosedTrades()).Should().Equal(trades).And.NotBeEmpty();
        Attempts(bot).Should().Equal(attempts).And.NotBeEmpty();
        bot.Open().Dispose();

        bot.Query("PRAGMA user_version").Should().Be((long)Schema.Version);
        BotReader.Read(bot.Path, reader => reader.ClosedTrades()).Should().Equal(trades);
        BotReader.Read(bot.Path, reader => reader.State()!.Engine!.Residue).Should().Be(0);
        BotReader.Read(bot.Path, reader => new Replay(reader, LoadedBot.Of).Run()).Should().BeNull();
    }

    [Theory]
    [InlineData("{\"base\":1,\"baseWorth\":2}")]
    [InlineData("{\"base\":1,\"baseWorth\":2,\"others\":[{\"asset\":\"BNB\"}]}")]
    [InlineData("{\"base\":\"1\",\"baseWorth\":2,\"others\":[]}")]
    [InlineData("[]")]
    [InlineData("nonsense")]
    public void What_is_no_fee_is_refused(string text) =>
        FluentActions.Invoking(() => StoredFee.Of(1, text)).Should().Throw<FormatException>()
            .WithMessage($"the fee {text} cannot be read: *");

    private static List<string> Attempts(StoredBot bot) =>
        BotReader.Read(bot.Path, reader => reader.Attempts().Select(attempt => $"{attempt.Id} {attempt.Fee}").ToList());
}
