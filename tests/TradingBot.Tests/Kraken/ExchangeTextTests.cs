using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Exchanges.Kraken.Rest.Wire;
using TradingBot.Exchanges.Kraken.Sockets;
using TradingBot.Exchanges.Kraken.Sockets.Wire;

namespace TradingBot.Tests.Kraken;

/// <summary>What the exchange words goes to terminals, logs and chats.</summary>
public class ExchangeTextTests
{
    [Theory]
    [InlineData("EOrder:Insufficient funds", "EOrder:Insufficient funds")]
    [InlineData("EAPI:\u001b[2J\u001b]0;owned\u0007key", "EAPI: [2J ]0;owned key")]
    [InlineData("one\r\ntwo\u2028three\u0085", "one  two three ")]
    [InlineData("\u202Eright to left, \u200Binvisible", " right to left,  invisible")]
    [InlineData("größer als 5 €", "größer als 5 €")]
    public void It_is_one_line_of_visible_characters(string text, string clean) =>
        ExchangeText.Clean(text).Should().Be(clean);

    [Fact]
    public void It_has_an_end() =>
        ExchangeText.Clean(new string('x', 1_000_000)).Should().Be(new string('x', 200) + "…");

    [Fact]
    public async Task An_error_is_clean_from_where_it_enters_by_rest_and_by_socket()
    {
        const string Dirty = "EService:Busy\n\u001b[31mred";
        using var kraken = new TestKraken(new ScriptedHandler(ScriptedHandler.Error("EService:Busy\\n\\u001b[31mred")));
        var request = new SocketRequest(1, []);
        request.Answered(new Acknowledgement { IsSuccess = false, Error = Dirty });

        var byRest = await kraken.Orders.AddOrderAsync(TestKraken.MarketBuy().AtKraken(), CancellationToken.None);
        var bySocket = await request.Answer;

        byRest.Should().BeOfType<Answer<OrderPlaced>.Unknown>().Which.Reason.Should().Be("EService:Busy  [31mred");
        bySocket.Should().BeOfType<Answer<Acknowledgement>.Unknown>().Which.Reason
            .Should().Be("EService:Busy  [31mred");
    }

    [Fact]
    public async Task What_a_failure_quotes_from_the_line_is_clean()
    {
        var failure = new HttpRequestException("invalid status line: '\u001b[31mHTTP/9'");
        using var kraken = new TestKraken(new ScriptedHandler(ScriptedHandler.Throws(failure)));

        var answer = await kraken.Orders.AddOrderAsync(TestKraken.MarketBuy().AtKraken(), CancellationToken.None);

        AnswerText.Of(answer).Should().NotContain("\u001b").And.Contain("[31mHTTP/9");
    }
}
