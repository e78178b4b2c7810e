using TradingBot.Exchanges.Kraken;

namespace TradingBot.Tests.Kraken;

public sealed class PairListTests
{
    [Theory]
    [InlineData("XRPUSD", "XXRPZUSD XRPUSD XRP/USD xrp-usd XRP_USD")]
    [InlineData("XDGUSD", "XDGUSD XDG/USD DOGEUSD DOGE/USD doge-usd XXDGZUSD")]
    [InlineData("XDGXBT", "XXDGXXBT XDGXBT DOGEBTC DOGE/BTC XDG/BTC")]
    [InlineData("XBTGBP", "XXBTZGBP XBTGBP BTCGBP BTC/GBP XBT/GBP BTC-GBP")]
    [InlineData("USDTUSD", "USDTZUSD USDTUSD USDT/USD")]
    [InlineData("EURUSD", "ZEURZUSD EURUSD EUR/USD")]
    [InlineData("XTZAUD", "XTZAUD XTZ/AUD")]
    [InlineData("ETHXBT", "XETHXXBT ETHXBT ETH/BTC ETHBTC")]
    [InlineData("SOLUSDT", "SOLUSDT SOL/USDT SOL-USDT")]
    [InlineData("TUSD", "TUSD T/USD")]
    public void All_names_of_a_pair_mean_the_same(string symbol, string names)
    {
        foreach (var name in names.Split(' '))
        {
            KrakenPairs.Find(name)!.Symbol.Should().Be(symbol, name);
            KrakenPairs.SymbolOf(name).Should().Be(symbol, name);
        }
    }

    [Theory]
    [InlineData("BTCFDUSD", "XBTFDUSD")]
    [InlineData("BTC-FDUSD", "XBTFDUSD")]
    [InlineData("DOGETRY", "XDGTRY")]
    [InlineData("XXRPZKRW", "XXRPZKRW")]
    [InlineData("NEWCOIN/ZUSD", "NEWCOINUSD")]
    [InlineData("newcoinusd", "NEWCOINUSD")]
    [InlineData("FOO-BAR", "FOO-BAR")]
    public void A_pair_that_no_list_has_is_named_by_the_same_rules(string name, string symbol)
    {
        KrakenPairs.Find(name).Should().BeNull();
        KrakenPairs.SymbolOf(name).Should().Be(symbol);
    }

    [Fact]
    public void The_built_in_list_has_a_thousand_pairs_each_once_and_none_that_another_hides()
    {
        var pairs = PairList.BuiltIn().ToList();
        pairs.Should().HaveCountGreaterThan(1000);
        pairs.Select(pair => pair.Symbol).Should().OnlyHaveUniqueItems();
        pairs.Should().OnlyContain(pair => pair.RulesAreKnown && pair.MinimumVolume > 0);
        pairs.Should().OnlyContain(pair => KrakenPairs.Find(pair.Symbol)!.Symbol == pair.Symbol);
        pairs.Should().OnlyContain(pair => KrakenPairs.Find($"{pair.Base}/{pair.Quote}")!.Symbol == pair.Symbol);
    }

    [Fact]
    public void A_line_has_a_coin_its_smallest_volume_and_the_decimals_of_each_price()
    {
        var pairs = PairList.Parse("# words\n\nABC 12.5 5 =4 XBT9@20\n").ToList();
        pairs.Select(pair => (pair.Symbol, pair.PriceDecimals, pair.TickSize, pair.MinimumVolume, pair.VolumeDecimals))
            .Should().Equal(
                ("ABCEUR", 4, 0.0001m, 12.5m, 5), ("ABCUSD", 4, 0.0001m, 12.5m, 5), ("ABCXBT", 9, 0.000000001m, 20m, 5));
    }

    [Fact]
    public void What_the_exchange_said_is_kept_and_a_damaged_list_is_as_good_as_none()
    {
        using var here = new TemporaryDirectory();
        var file = here["below/kraken-pairs.txt"];
        var told = PairList.Parse("NEW 3 8 USD2\nXBT 0.0001 8 USD1\n").ToList();
        PairList.ReadIfGood(file).Should().BeEmpty();
        PairList.WriteIfPossible(file, told);
        PairList.ReadIfGood(file).Should().BeEquivalentTo(told);
        foreach (var damaged in new[] { "NEW 3", "NEW x 8 USD2", "NEW 3 8 USD", "NEW 3 8 USD11", "\0\0" })
        {
            File.WriteAllText(file, damaged);
            PairList.ReadIfGood(file).Should().BeEmpty(damaged);
        }

        PairList.WriteIfPossible(here["below/kraken-pairs.txt/not"], told);
    }

    [Fact]
    public void The_exchange_s_own_pair_is_found_by_the_same_names()
    {
        var pair = KrakenPair.From("XXDGXXBT", new TradingBot.Exchanges.Kraken.Rest.Wire.AssetPairInfo
        {
            ShortName = "XDGXBT",
            SlashName = "XDG/XBT",
            Base = "XXDG",
            Quote = "XXBT",
            PriceDecimals = 9,
            VolumeDecimals = 8,
        })!;
        foreach (var name in "XXDGXXBT xdgxbt XDG/XBT DOGE/BTC DOGEBTC DOGE-BTC doge_btc XDG/BTC".Split(' '))
            KrakenPair.Find([pair], name).Should().BeSameAs(pair, name);
        KrakenPair.Find([pair], "DOGEUSD").Should().BeNull();
    }
}
