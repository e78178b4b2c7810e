namespace TradingBot.Configuration;

/// <summary>A secret by its names, without the secret. It never comes as an argument: others see those.</summary>
/// <param name="Name">For words: <c>Kraken API key</c>.</param>
/// <param name="FileName">Of the systemd credential, and of the file beside the user's data.</param>
/// <param name="FileOption">The option that names another file.</param>
/// <param name="Variables">One for each part.</param>
/// <param name="Content">What a file must have: <c>one line, the token</c>; a line for each part.</param>
internal sealed record SecretKind(
    string Name, string FileName, string FileOption, IReadOnlyList<string> Variables, string Content);
