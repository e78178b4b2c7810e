using System.Text;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Exchanges.Kraken.Limits;
using TradingBot.Exchanges.Kraken.Rest;

namespace TradingBot.Tests.Kraken;

/// <summary>What the ways by REST rest on, part by part: the frame of an answer, the nonce's file, the pair's counter.</summary>
public class RestPartsTests
{
    [Fact]
    public void A_warning_beside_a_result_is_no_error() =>
        Read("""{"error":["WGeneral:Deprecated"],"result":{"count":1}}""")
            .Should().BeOfType<Answer<ReadOnlyMemory<byte>>.Success>().Which.Warnings.Should().Equal("WGeneral:Deprecated");

    [Theory]
    [InlineData("""{"error":[],"result":{"count":1}""")]
    [InlineData("""{"error":[],"result":{"count":1}}{"error":[],"result":{"count":2}}""")]
    [InlineData("""{"error":[],"result":{"count":1}} <html>""")]
    public void A_body_that_is_cut_off_or_goes_on_after_its_end_proves_nothing(string body) =>
        Read(body).Should().BeOfType<Answer<ReadOnlyMemory<byte>>.Unknown>();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Whichever_of_its_two_slots_is_damaged_the_nonces_file_keeps_one_of_its_last_marks(int slot)
    {
        using var here = new TemporaryDirectory();
        using (var file = NonceFile.Open(here["nonce"]))
        {
            foreach (var mark in new ulong[] { 10, 20, 30 })
                file.Raise(mark);
        }

        var content = File.ReadAllBytes(here["nonce"]);
        content.AsSpan(slot * content.Length / 2, 10).Fill((byte)'x');
        File.WriteAllBytes(here["nonce"], content);

        using var damaged = NonceFile.Open(here["nonce"]);
        damaged.Mark.Should().BeOneOf(20, 30);
    }

    [Fact]
    public async Task The_order_for_which_the_pairs_counter_has_no_room_waits_until_it_has()
    {
        var time = new ManualTime();
        var allowance = new TradingAllowance(AccountTier.Starter, time);
        for (var order = 0; order < 58; order++)
            await allowance.TakeAsync("XXBTZUSD", TradingAction.Add, $"{order}", CancellationToken.None);

        var waiting = allowance.TakeAsync("XXBTZUSD", TradingAction.Add, "58", CancellationToken.None);

        waiting.IsCompleted.Should().BeFalse("60 is the limit, and two are kept in hand");
        time.Advance(TimeSpan.FromSeconds(2));
        await waiting;
    }

    private static Answer<ReadOnlyMemory<byte>> Read(string body) => Envelope.Read(200, Encoding.UTF8.GetBytes(body));
}
