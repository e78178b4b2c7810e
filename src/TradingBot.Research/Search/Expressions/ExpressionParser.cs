namespace TradingBot.Research.Search.Expressions;

/// <summary>Reads an expression: or, and, comparison, sum, product, sign, from the loosest to the tightest.</summary>
internal sealed class ExpressionParser
{
    // Deeper than anybody writes, and far from what a thread's stack can take.
    private const int Deepest = 50;

    private readonly string _text;
    private readonly ExpressionScope _scope;
    private readonly IReadOnlyList<Token> _tokens;
    private int _at;
    private int _depth;

    /// <exception cref="SearchInputException">It has a character or a name that is not known.</exception>
    public ExpressionParser(string text, ExpressionScope scope)
    {
        (_text, _scope) = (text, scope);
        _tokens = new ExpressionLexer(text, scope).Tokens();
    }

    private Token Here => _tokens[_at];

    /// <summary>What is wrong, and at which column.</summary>
    public static SearchInputException Wrong(string text, int column, string problem) =>
        new($"'{text}' is not allowed: column {column}: {problem}");

    /// <inheritdoc cref="Expression.Condition"/>
    public Expression Condition()
    {
        var (condition, _) = Part(TermKind.Truth);
        DemandEnd();
        return condition;
    }

    /// <inheritdoc cref="Expression.Conditions"/>
    public IReadOnlyList<Expression> Conditions()
    {
        var conditions = new List<Expression>();
        do
            conditions.Add(Part(TermKind.Truth).Read);
        while (Take(","));
        DemandEnd();
        return conditions;
    }

    /// <inheritdoc cref="Expression.Formula"/>
    public Expression Formula()
    {
        var (formula, _) = Part(TermKind.Number);
        DemandEnd();
        return formula;
    }

    /// <inheritdoc cref="Objective.Parse"/>
    public IReadOnlyList<Objective> Objectives()
    {
        var objectives = new List<Objective>();
        do
        {
            var (formula, name) = Part(TermKind.Number);
            var isMinimised = Take(":") ? IsMinimum() : name is { SmallerIsBetter: true };
            objectives.Add(new Objective(formula, isMinimised));
        }
        while (Take(","));
        DemandEnd();
        return objectives;
    }

    private (Expression Read, ExpressionName? Name) Part(TermKind kind)
    {
        var start = Here.Column - 1;
        var term = Or();
        Demand(term, kind);
        return (new Expression(_text[start..(Here.Column - 1)].Trim(), term.Value), term.Name);
    }

    private bool IsMinimum()
    {
        var direction = Here.Kind == TokenKind.Name ? Here.Text.ToUpperInvariant() : "";
        if (direction is not ("MIN" or "MAX"))
            throw Wrong(Here, $"min or max is expected after ':', not {Here}");
        _at++;
        return direction == "MIN";
    }

    private Term Or()
    {
        var left = And();
        while (Here.Is("||"))
            left = Joined(left, And, (a, b) => values => a(values) == 1 || b(values) == 1 ? 1 : 0);
        return left;
    }

    private Term And()
    {
        var left = Comparison();
        while (Here.Is("&&"))
            left = Joined(left, Comparison, (a, b) => values => a(values) == 1 && b(values) == 1 ? 1 : 0);
        return left;
    }

    private Term Joined(Term left, Func<Term> next, Func<Evaluate, Evaluate, Evaluate> join)
    {
        Demand(left, TermKind.Truth);
        _at++;
        var right = next();
        Demand(right, TermKind.Truth);
        return new Term(join(left.Value, right.Value), TermKind.Truth, left.At);
    }

    private Term Comparison()
    {
        var left = Sum();
        if (ExpressionComparison.Find(Here) is not { } compare)
            return left;
        var sign = Here;
        _at++;
        var right = Sum();
        if (ExpressionComparison.Find(Here) is not null)
            throw Wrong(Here, "comparisons are not chained; write a<b && b<c");
        var (a, b) = (left.Kind, right.Kind) == (TermKind.Number, TermKind.Number)
            ? (left.Value, right.Value)
            : Words(left, right, sign);
        return new Term(values => compare(a(values), b(values)) ? 1 : 0, TermKind.Truth, left.At);
    }

    /// <summary>A choice compared with one of its words, which becomes the word's index.</summary>
    private (Evaluate Choice, Evaluate Word) Words(Term left, Term right, Token sign)
    {
        if (right.Kind == TermKind.Choice)
            (left, right) = (right, left);
        if (left.Kind == TermKind.Word)
            throw Wrong(left.At, $"{left.At} is a word; compare it with a setting that has words");
        Demand(left, TermKind.Choice);
        var words = left.Name!.Words;
        var place = words.ToList().FindIndex(
            word => right.Kind == TermKind.Word && word.Equals(right.At.Text, StringComparison.OrdinalIgnoreCase));
        if (place < 0)
        {
            var allowed = string.Join(" or ", words.Select(word => $"'{word}'"));
            throw Wrong(right.At, $"{left.Name.Name} is compared with {right.At}; use {allowed}");
        }

        return sign.Text is "==" or "!="
            ? (left.Value, _ => place)
            : throw Wrong(sign, $"{left.Name.Name} has words, which have no order; use == or !=");
    }

    private Term Sum()
    {
        var left = Product();
        while (Here.Is("+") || Here.Is("-"))
            left = Here.Is("+") ? Computed(left, Product, (a, b) => a + b) : Computed(left, Product, (a, b) => a - b);
        return left;
    }

    private Term Product()
    {
        var left = Signed();
        while (Here.Is("*") || Here.Is("/"))
        {
            left = Here.Is("*")
                ? Computed(left, Signed, (a, b) => a * b)
                : Computed(left, Signed, (a, b) => b == 0 ? double.NaN : a / b);
        }

        return left;
    }

    private Term Computed(Term left, Func<Term> next, Func<double, double, double> compute)
    {
        Demand(left, TermKind.Number);
        _at++;
        var right = next();
        Demand(right, TermKind.Number);
        var (a, b) = (left.Value, right.Value);
        return new Term(values => compute(a(values), b(values)), TermKind.Number, left.At);
    }

    private Term Signed()
    {
        if (++_depth > Deepest)
            throw Wrong(Here, $"more than {Deepest} parentheses or signs stand within each other");
        var sign = Here;
        var term = Take("-") ? Negated(sign) : Single();
        _depth--;
        return term;
    }

    private Term Negated(Token sign)
    {
        var term = Signed();
        Demand(term, TermKind.Number);
        return new Term(values => -term.Value(values), TermKind.Number, sign);
    }

    private Term Single()
    {
        var token = Here;
        if (token.Kind != TokenKind.End)
            _at++;
        switch (token.Kind)
        {
            case TokenKind.Number:
                return new Term(_ => token.Number, TermKind.Number, token);
            case TokenKind.Word:
                return new Term(_ => double.NaN, TermKind.Word, token);
            case TokenKind.Name:
                return _scope.PlaceOf(token.Text) is >= 0 and var place && !Here.Is("(")
                    ? Named(token, place)
                    : Function(token);
            case TokenKind.Sign when token.Text == "(":
                var inner = Or();
                DemandSign(")");
                return inner.Kind == TermKind.Choice ? inner : inner with { Name = null };
            default:
                throw Wrong(token, $"a number, a name or '(' is expected, not {token}");
        }
    }

    private Term Named(Token token, int place)
    {
        var name = _scope.Names[place];
        var kind = name.Words.Count > 0 ? TermKind.Choice : TermKind.Number;
        return name.Constant is { } constant
            ? new Term(_ => constant, kind, token, name)
            : new Term(values => values[place], kind, token, name);
    }

    private Term Function(Token token)
    {
        if (ExpressionFunctions.Find(token.Text) is not { } function)
            throw Wrong(token, $"'{token.Text}' is not a function; use {FunctionNames()}");
        DemandSign("(");
        var parts = new List<Evaluate>();
        do
        {
            var part = Or();
            Demand(part, TermKind.Number);
            parts.Add(part.Value);
        }
        while (Take(","));
        DemandSign(")");
        if (parts.Count < function.Least || parts.Count > function.Most)
            throw Wrong(token, $"{function.Name} takes {(function.Most == 1 ? "one value" : "two values or more")}");
        return new Term(
            values =>
            {
                var computed = new double[parts.Count];
                for (var i = 0; i < computed.Length; i++)
                    computed[i] = parts[i](values);
                return function.Compute(computed);
            },
            TermKind.Number,
            token);
    }

    private static string FunctionNames() =>
        string.Join(", ", ExpressionFunctions.All.Select(function => function.Name));

    private bool Take(string sign)
    {
        var isIt = Here.Is(sign);
        _at += isIt ? 1 : 0;
        return isIt;
    }

    private void DemandSign(string sign)
    {
        if (!Take(sign))
            throw Wrong(Here, $"'{sign}' is expected, not {Here}");
    }

    private void DemandEnd()
    {
        if (Here.Kind != TokenKind.End)
            throw Wrong(Here, $"{Here} is not expected here");
    }

    private void Demand(Term term, TermKind kind)
    {
        if (term.ProblemAs(kind) is { } problem)
            throw Wrong(term.At, problem);
    }

    private SearchInputException Wrong(Token token, string problem) => Wrong(_text, token.Column, problem);
}
