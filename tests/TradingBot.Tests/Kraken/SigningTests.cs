using System.Globalization;
using System.Text;
using System.Text.Json;
using TradingBot.Exchanges.Connections;
using TradingBot.Exchanges.Contract.Accounts;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Exchanges.Kraken.Rest;
using TradingBot.Exchanges.Kraken.Rest.Wire;

namespace TradingBot.Tests.Kraken;

public class SigningTests
{
    [Fact]
    public void The_published_vector_is_signed_as_published() =>
        new KrakenSigner(new ApiKey("KEY", TestKraken.Secret))
            .Sign(
                "/0/private/AddOrder",
                1616492376594,
                "nonce=1616492376594&ordertype=limit&pair=XBTUSD&price=37500&type=buy&volume=1.25"u8)
            .Should().Be("4/dpxb3iT4tp/ZCVEwSnEsLxx0bqyhLpdfOpc6fn7OR8+UClSV5n9E6aSS8MPtnRfp32bAb0nmbRn6H8ndwLUQ==");

    [PayloadFact]
    public void All_vectors_of_the_collection_match()
    {
        using var document = JsonDocument.Parse(Payloads.Read("vectors/api-sign.json"));
        var published = document.RootElement.GetProperty("published");
        var key = new KrakenSigner(new ApiKey("KEY", published.GetProperty("secret").GetString()!));
        var computed = document.RootElement.GetProperty("computed_here_not_published").GetProperty("cases");
        JsonElement[] cases = [published, .. computed.EnumerateArray()];
        foreach (var example in cases)
        {
            var nonce = ulong.Parse(example.GetProperty("nonce").GetString()!, CultureInfo.InvariantCulture);
            var body = Encoding.UTF8.GetBytes(example.GetProperty("body").GetString()!);
            key.Sign(example.GetProperty("uri_path").GetString()!, nonce, body)
                .Should().Be(example.GetProperty("api_sign").GetString());
        }

        cases.Should().HaveCount(4);
    }

    [PayloadFact]
    public void Parameters_are_encoded_as_in_the_recorded_requests()
    {
        using var document = JsonDocument.Parse(Payloads.Read("ccxt/recorded-requests.json"));
        var count = 0;
        foreach (var request in document.RootElement.GetProperty("requests").EnumerateArray())
        {
            var text = request.TryGetProperty("body", out var body)
                ? body.GetString()!
                : request.GetProperty("url").GetString()!.Split('?')[1];
            var fields = new FormFields();
            foreach (var field in text.Split('&').Select(field => field.Split('=')))
                fields.Add(Uri.UnescapeDataString(field[0]), Uri.UnescapeDataString(field[1]));
            fields.ToString().Should().Be(text);
            count++;
        }

        count.Should().Be(20);
    }

    [Theory]
    [InlineData("", "c2VjcmV0")]
    [InlineData("key\n", "c2VjcmV0")]
    [InlineData("key", "")]
    [InlineData("key", "TopSecret!not base64")]
    public void A_bad_key_is_refused_without_repeating_it(string key, string secret)
    {
        var making = () => new KrakenSigner(new ApiKey(key, secret));
        making.Should().Throw<ArgumentException>().Which.ToString().Should().NotContain("TopSecret");
    }

    [Fact]
    public void Neither_key_nor_token_shows_itself()
    {
        var key = new ApiKey("ThePublicHalf", TestKraken.Secret);
        var token = new SocketToken { Secret = "TheToken", ExpiresInSeconds = 900 };

        $"{new KrakenSigner(key)}".Should().NotContain("ThePublicHalf");
        $"{key}".Should().Be($"API key {key.Fingerprint}").And.NotContain("ThePublicHalf");
        $"{token} {new Answer<SocketToken>.Success(token, [])}".Should().NotContain("TheToken");
    }
}
