using System.Globalization;

namespace TradingBot.Research.Search.Expressions;

/// <summary>Cuts an expression into its pieces.</summary>
internal sealed class ExpressionLexer(string text, ExpressionScope scope)
{
    private static readonly string[] Signs =
        ["&&", "||", "<=", ">=", "==", "!=", "<", ">", "+", "-", "*", "/", "(", ")", ",", ":"];

    private int _at;

    /// <exception cref="SearchInputException">A character or a name that is not known.</exception>
    public IReadOnlyList<Token> Tokens()
    {
        var tokens = new List<Token>();
        while (true)
        {
            while (_at < text.Length && char.IsWhiteSpace(text[_at]))
                _at++;
            if (_at == text.Length)
                return [.. tokens, new Token(TokenKind.End, "", _at + 1)];
            tokens.Add(Next(text[_at]));
        }
    }

    private Token Next(char first)
    {
        var column = _at + 1;
        if (char.IsAsciiDigit(first) || (first == '.' && _at + 1 < text.Length && char.IsAsciiDigit(text[_at + 1])))
            return Number(column);
        if (IsOfName(first))
            return Name(column);
        if (first is '\'' or '"')
            return Word(column, first);
        if (Array.Find(Signs, known => text.AsSpan(_at).StartsWith(known)) is { } sign)
        {
            _at += sign.Length;
            return new Token(TokenKind.Sign, sign, column);
        }

        throw Wrong(column, first switch
        {
            '=' => "to compare, write ==",
            '&' => "for and, write &&",
            '|' => "for or, write ||",
            '!' => "there is no not; turn the comparison round, such as <= for >",
            _ => $"'{first}' is not understood",
        });
    }

    private Token Number(int column)
    {
        var start = _at;
        Skip(char.IsAsciiDigit);
        if (_at < text.Length && text[_at] == '.')
        {
            _at++;
            Skip(char.IsAsciiDigit);
        }

        if (_at < text.Length && text[_at] is 'e' or 'E')
        {
            _at++;
            _at += _at < text.Length && text[_at] is '+' or '-' ? 1 : 0;
            Skip(char.IsAsciiDigit);
        }

        var digits = text.AsSpan(start, _at - start);
        var isNumber = double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
        if (!isNumber || !double.IsFinite(number) || (_at < text.Length && IsOfName(text[_at])))
            throw Wrong(column, $"'{text[start..Math.Min(_at + 1, text.Length)]}' is not a number");
        var isPercent = _at < text.Length && text[_at] == '%';
        _at += isPercent ? 1 : 0;
        return new Token(TokenKind.Number, text[start.._at], column, isPercent ? number * scope.Percent : number);
    }

    /// <summary>
    /// A dash between letters belongs to the name where there is such a name, else it is a minus: <c>stop-loss</c> is a
    /// setting, <c>slow-fast</c> a difference.
    /// </summary>
    private Token Name(int column)
    {
        var end = _at;
        while (end < text.Length && (IsOfName(text[end]) || IsDashInName(end)))
            end++;
        var whole = text[_at..end];
        for (var name = whole; ; name = name[..name.LastIndexOf('-')])
        {
            if (Meaning(name) is { } kind)
            {
                _at += name.Length;
                var isAnd = name.Equals("and", StringComparison.OrdinalIgnoreCase);
                return kind == TokenKind.Sign
                    ? new Token(kind, isAnd ? "&&" : "||", column)
                    : new Token(kind, name, column);
            }

            if (!name.Contains('-'))
                throw Wrong(column, scope.Suggest(whole));
        }
    }

    private TokenKind? Meaning(string name) =>
        scope.PlaceOf(name) >= 0 || ExpressionFunctions.Find(name) is not null ? TokenKind.Name
        : name.ToUpperInvariant() is "AND" or "OR" ? TokenKind.Sign
        : null;

    private Token Word(int column, char quote)
    {
        var end = text.IndexOf(quote, _at + 1);
        if (end < 0)
            throw Wrong(column, $"a closing {quote} is missing");
        var word = text[(_at + 1)..end];
        _at = end + 1;
        return new Token(TokenKind.Word, word, column);
    }

    private void Skip(Predicate<char> what)
    {
        while (_at < text.Length && what(text[_at]))
            _at++;
    }

    private bool IsDashInName(int at) => text[at] == '-' && at + 1 < text.Length && char.IsAsciiLetter(text[at + 1]);

    private static bool IsOfName(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.';

    private SearchInputException Wrong(int column, string problem) => ExpressionParser.Wrong(text, column, problem);
}
