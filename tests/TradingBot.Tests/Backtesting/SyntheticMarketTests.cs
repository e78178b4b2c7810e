using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TradingBot.Core.Backtesting;
using TradingBot.Core.Market;

namespace TradingBot.Tests.Backtesting;

public class SyntheticMarketTests
{
    [Fact]
    public void The_default_market_is_the_published_one_digit_for_digit()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData("time,open,high,low,close,volume\n"u8);
        var market = new SyntheticMarket();
        var bars = 0;
        for (var batch = market.Next(); !batch.IsEmpty; batch = market.Next())
        {
            var text = new StringBuilder();
            foreach (ref readonly var candle in batch.Span)
                AppendRow(text, in candle);
            hash.AppendData(Encoding.ASCII.GetBytes(text.ToString()));
            bars += batch.Length;
        }

        bars.Should().Be(2_629_440);
        Convert.ToHexStringLower(hash.GetHashAndReset())
            .Should().Be("ed520151ca7e4c70527fa6962fc39168925d6facecb972325488030333a8ed79");
    }

    [Fact]
    public void Another_seed_is_another_market_and_the_same_seed_the_same()
    {
        Backtests.All(new SyntheticMarket(100, seed: 1)).Should().NotEqual(Backtests.All(new SyntheticMarket(100, seed: 2)));
        Backtests.All(new SyntheticMarket(100, seed: 1)).Should().Equal(Backtests.All(new SyntheticMarket(100, seed: 1)));
    }

    private static void AppendRow(StringBuilder text, in Candle c) => text.Append(
        CultureInfo.InvariantCulture,
        $"{c.OpenSeconds},{c.Open:F1},{c.High:F1},{c.Low:F1},{c.Close:F1},{c.Volume:F8}\n");
}
