using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TradingBot.Core.Strategies;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace TradingBot.UserStrategies;

/// <summary>
/// Puts a call of <see cref="StrategyGuard"/> into every loop, method and catch of a strategy's source, without moving
/// a line of it: a loop or a recursion without end ends with one line that names it, and not with the program.
/// </summary>
/// <param name="model">Of the source as it was written.</param>
internal sealed class StrategyInstruments(SemanticModel model) : CSharpSyntaxRewriter
{
    private static readonly StatementSyntax Turn = Call(nameof(StrategyGuard.Turn));
    private static readonly StatementSyntax Enter = Call(nameof(StrategyGuard.Enter));
    private static readonly StatementSyntax BeginComparison = Call(nameof(StrategyGuard.BeginComparison));
    private static readonly StatementSyntax EndComparison = Call(nameof(StrategyGuard.EndComparison));
    private static readonly ExpressionSyntax Enters = ParseExpression($"{Name(nameof(StrategyGuard.Enters))}()");
    private static readonly ExpressionSyntax MayFinish = ParseExpression($"{Name(nameof(StrategyGuard.MayFinish))}");
    private static readonly ExpressionSyntax MayCatch = ParseExpression($"{Name(nameof(StrategyGuard.MayCatch))}()");

    /// <summary>Methods that a sort is given by their name.</summary>
    private readonly HashSet<ISymbol> _comparisons = new(
        from name in model.SyntaxTree.GetRoot().DescendantNodes().OfType<ExpressionSyntax>()
        where name is SimpleNameSyntax or MemberAccessExpressionSyntax && IsComparison(model.GetTypeInfo(name))
        let method = model.GetSymbolInfo(name).Symbol?.OriginalDefinition
        where method is IMethodSymbol
        select method,
        SymbolEqualityComparer.Default);

    private int _guards;

    public override SyntaxNode? VisitWhileStatement(WhileStatementSyntax node)
    {
        var loop = (WhileStatementSyntax)base.VisitWhileStatement(node)!;
        return loop.WithStatement(Block(Turn, loop.Statement));
    }

    public override SyntaxNode? VisitDoStatement(DoStatementSyntax node)
    {
        var loop = (DoStatementSyntax)base.VisitDoStatement(node)!;
        return loop.WithStatement(Block(Turn, loop.Statement));
    }

    public override SyntaxNode? VisitForStatement(ForStatementSyntax node)
    {
        var loop = (ForStatementSyntax)base.VisitForStatement(node)!;
        return loop.WithStatement(Block(Turn, loop.Statement));
    }

    public override SyntaxNode? VisitForEachStatement(ForEachStatementSyntax node)
    {
        var loop = (ForEachStatementSyntax)base.VisitForEachStatement(node)!;
        return loop.WithStatement(Block(Turn, loop.Statement));
    }

    public override SyntaxNode? VisitForEachVariableStatement(ForEachVariableStatementSyntax node)
    {
        var loop = (ForEachVariableStatementSyntax)base.VisitForEachVariableStatement(node)!;
        return loop.WithStatement(Block(Turn, loop.Statement));
    }

    public override SyntaxNode? VisitCatchClause(CatchClauseSyntax node)
    {
        var clause = (CatchClauseSyntax)base.VisitCatchClause(node)!;
        return clause.WithFilter(clause.Filter is { FilterExpression: var own } filter
            ? filter.WithFilterExpression(
                BinaryExpression(SyntaxKind.LogicalAndExpression, MayCatch, ParenthesizedExpression(own)))
            : CatchFilterClause(MayCatch));
    }

    /// <summary>
    /// An ended candle leaves a finally out: what throws again while an exception is on its way through it can end the
    /// process (.NET 10, on a thread with a small stack).
    /// </summary>
    public override SyntaxNode? VisitFinallyClause(FinallyClauseSyntax node)
    {
        var clause = (FinallyClauseSyntax)base.VisitFinallyClause(node)!;
        return clause.WithBlock(Block(IfStatement(MayFinish, clause.Block)));
    }

    public override SyntaxNode? VisitClassDeclaration(ClassDeclarationSyntax node) =>
        Made((ClassDeclarationSyntax)base.VisitClassDeclaration(node)!);

    public override SyntaxNode? VisitStructDeclaration(StructDeclarationSyntax node) =>
        Made((StructDeclarationSyntax)base.VisitStructDeclaration(node)!);

    public override SyntaxNode? VisitRecordDeclaration(RecordDeclarationSyntax node) =>
        Made((RecordDeclarationSyntax)base.VisitRecordDeclaration(node)!);

    public override SyntaxNode? VisitConstructorInitializer(ConstructorInitializerSyntax node)
    {
        var initializer = (ConstructorInitializerSyntax)base.VisitConstructorInitializer(node)!;
        return initializer.WithArgumentList(Made(initializer.ArgumentList, node.ArgumentList));
    }

    public override SyntaxNode? VisitPrimaryConstructorBaseType(PrimaryConstructorBaseTypeSyntax node)
    {
        var initializer = (PrimaryConstructorBaseTypeSyntax)base.VisitPrimaryConstructorBaseType(node)!;
        return initializer.WithArgumentList(Made(initializer.ArgumentList, node.ArgumentList));
    }

    public override SyntaxNode? VisitGotoStatement(GotoStatementSyntax node) => Block(Turn, node);

    public override SyntaxNode? VisitMethodDeclaration(MethodDeclarationSyntax node) =>
        Method(base.VisitMethodDeclaration(node), node);

    public override SyntaxNode? VisitOperatorDeclaration(OperatorDeclarationSyntax node) =>
        Method(base.VisitOperatorDeclaration(node), node);

    public override SyntaxNode? VisitConversionOperatorDeclaration(ConversionOperatorDeclarationSyntax node) =>
        Method(base.VisitConversionOperatorDeclaration(node), node);

    public override SyntaxNode? VisitConstructorDeclaration(ConstructorDeclarationSyntax node) =>
        Method(base.VisitConstructorDeclaration(node), node);

    public override SyntaxNode? VisitLocalFunctionStatement(LocalFunctionStatementSyntax node)
    {
        var function = (LocalFunctionStatementSyntax)base.VisitLocalFunctionStatement(node)!;
        var symbol = model.GetDeclaredSymbol(node);
        var isVoid = symbol is { ReturnsVoid: true };
        var compares = symbol is not null && IsComparison(symbol);
        return Entered(function.Body, function.ExpressionBody, function.SemicolonToken, isVoid, compares) is { } body
            ? function.WithBody(body).WithExpressionBody(null).WithSemicolonToken(default)
            : function;
    }

    public override SyntaxNode? VisitAccessorDeclaration(AccessorDeclarationSyntax node)
    {
        var accessor = (AccessorDeclarationSyntax)base.VisitAccessorDeclaration(node)!;
        var isVoid = !node.IsKind(SyntaxKind.GetAccessorDeclaration);
        return Entered(accessor.Body, accessor.ExpressionBody, accessor.SemicolonToken, isVoid) is { } body
            ? accessor.WithBody(body).WithExpressionBody(null).WithSemicolonToken(default)
            : accessor;
    }

    /// <summary><c>Type Name => expression;</c></summary>
    public override SyntaxNode? VisitPropertyDeclaration(PropertyDeclarationSyntax node)
    {
        var property = (PropertyDeclarationSyntax)base.VisitPropertyDeclaration(node)!;
        return Entered(body: null, property.ExpressionBody, property.SemicolonToken, isVoid: false) is { } body
            ? property.WithExpressionBody(null).WithSemicolonToken(default).WithAccessorList(Getter(body))
            : property;
    }

    /// <summary><c>Type this[...] => expression;</c></summary>
    public override SyntaxNode? VisitIndexerDeclaration(IndexerDeclarationSyntax node)
    {
        var indexer = (IndexerDeclarationSyntax)base.VisitIndexerDeclaration(node)!;
        return Entered(body: null, indexer.ExpressionBody, indexer.SemicolonToken, isVoid: false) is { } body
            ? indexer.WithExpressionBody(null).WithSemicolonToken(default).WithAccessorList(Getter(body))
            : indexer;
    }

    public override SyntaxNode? VisitAnonymousMethodExpression(AnonymousMethodExpressionSyntax node)
    {
        var method = (AnonymousMethodExpressionSyntax)base.VisitAnonymousMethodExpression(node)!;
        return method.WithBlock(Entered(method.Block, IsComparison(model.GetTypeInfo(node))));
    }

    public override SyntaxNode? VisitSimpleLambdaExpression(SimpleLambdaExpressionSyntax node) =>
        base.VisitSimpleLambdaExpression(node) is SimpleLambdaExpressionSyntax lambda ? Lambda(lambda, node) : null;

    public override SyntaxNode? VisitParenthesizedLambdaExpression(ParenthesizedLambdaExpressionSyntax node) =>
        base.VisitParenthesizedLambdaExpression(node) is ParenthesizedLambdaExpressionSyntax lambda
            ? Lambda(lambda, node) : null;

    private LambdaExpressionSyntax Lambda(LambdaExpressionSyntax lambda, LambdaExpressionSyntax written)
    {
        var compares = IsComparison(model.GetTypeInfo(written));
        if (lambda.Block is { } block)
            return lambda.WithBlock(Entered(block, compares));
        // What becomes an expression tree cannot have statements.
        var isDelegate = model.GetTypeInfo(written).ConvertedType is { TypeKind: TypeKind.Delegate };
        return isDelegate && model.GetSymbolInfo(written).Symbol is IMethodSymbol { ReturnsVoid: var isVoid }
            ? lambda.WithExpressionBody(null)
                .WithBlock(Entered(Block(Statement(lambda.ExpressionBody!, isVoid)), compares))
            : lambda;
    }

    private BaseMethodDeclarationSyntax Method(SyntaxNode? visited, BaseMethodDeclarationSyntax written)
    {
        var method = (BaseMethodDeclarationSyntax)visited!;
        var symbol = model.GetDeclaredSymbol(written);
        var isVoid = symbol is { ReturnsVoid: true };
        var compares = symbol is not null && IsComparison(symbol);
        return Entered(method.Body, method.ExpressionBody, method.SemicolonToken, isVoid, compares) is { } body
            ? method.WithBody(body).WithExpressionBody(null).WithSemicolonToken(default)
            : method;
    }

    /// <summary>A type whose fields are set without a constructor in the source: the first is guarded.</summary>
    private T Made<T>(T type)
        where T : TypeDeclarationSyntax
    {
        // False in every object, as in a default: what is equal stays so.
        var field = $"private readonly bool __strategyGuard{_guards++} = !{Enters};";
        return type.Members.Any(SetsField)
            ? (T)type.WithMembers(type.Members.Insert(0, ParseMemberDeclaration(field)!))
            : type;

        static bool SetsField(MemberDeclarationSyntax member) =>
            !member.Modifiers.Any(SyntaxKind.StaticKeyword) && !member.Modifiers.Any(SyntaxKind.ConstKeyword)
            && member switch
            {
                BaseFieldDeclarationSyntax { Declaration.Variables: var fields } =>
                    fields.Any(one => one.Initializer is not null),
                PropertyDeclarationSyntax property => property.Initializer is not null,
                _ => false,
            };
    }

    /// <summary>What is handed to another constructor, before anything of this one has run.</summary>
    private ArgumentListSyntax Made(ArgumentListSyntax arguments, ArgumentListSyntax written)
    {
        if (!written.DescendantNodes().Any(node => node is BaseObjectCreationExpressionSyntax))
            return arguments;
        for (var i = 0; i < written.Arguments.Count; i++)
        {
            var type = model.GetTypeInfo(written.Arguments[i].Expression).ConvertedType;
            if (!written.Arguments[i].RefOrOutKeyword.IsKind(SyntaxKind.None) || type is null or IErrorTypeSymbol)
                continue;
            var name = ParseTypeName(type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat));
            var own = arguments.Arguments[i].Expression;
            var guarded = ConditionalExpression(
                Enters,
                CastExpression(name, ParenthesizedExpression(own)),
                PostfixUnaryExpression(SyntaxKind.SuppressNullableWarningExpression, DefaultExpression(name)));
            return arguments.ReplaceNode(own, guarded);
        }

        return arguments;
    }

    private static bool IsComparison(TypeInfo type) =>
        type.ConvertedType is { Name: nameof(Comparison<>), ContainingNamespace.Name: nameof(System) };

    private bool IsComparison(IMethodSymbol method) =>
        (method.Parameters.Length == 1 && method.Name.EndsWith("CompareTo", StringComparison.Ordinal))
        || (method.Parameters.Length == 2 && method.Name.EndsWith("Compare", StringComparison.Ordinal))
        || _comparisons.Contains(method);

    private static BlockSyntax Entered(BlockSyntax body, bool compares)
    {
        if (!compares)
            return body.WithStatements(body.Statements.Insert(0, Enter));
        var comparison = TryStatement(Block(body.Statements), catches: default, FinallyClause(Block(EndComparison)));
        return body.WithStatements(List([Enter, BeginComparison, comparison]));
    }

    /// <summary>
    /// The ends of lines beside the arrow and the semicolon go to the braces, so that lines keep their numbers.
    /// </summary>
    /// <returns>Null where nothing can be put in.</returns>
    private static BlockSyntax? Entered(
        BlockSyntax? body,
        ArrowExpressionClauseSyntax? arrow,
        SyntaxToken semicolon,
        bool isVoid,
        bool compares = false)
    {
        if (body is not null)
            return Entered(body, compares);
        if (arrow is null)
            return null;
        return Entered(Block(Statement(arrow.Expression, isVoid)), compares)
            .WithOpenBraceToken(Token(SyntaxKind.OpenBraceToken).WithTriviaFrom(arrow.ArrowToken))
            .WithCloseBraceToken(Token(SyntaxKind.CloseBraceToken).WithTriviaFrom(semicolon));
    }

    private static StatementSyntax Statement(ExpressionSyntax expression, bool isVoid) => expression switch
    {
        ThrowExpressionSyntax thrown => ThrowStatement(
            Token(SyntaxKind.ThrowKeyword).WithTrailingTrivia(Space),
            thrown.Expression,
            Token(SyntaxKind.SemicolonToken)),
        _ when isVoid => ExpressionStatement(expression),
        _ => ReturnStatement(
            Token(SyntaxKind.ReturnKeyword).WithTrailingTrivia(Space), expression, Token(SyntaxKind.SemicolonToken)),
    };

    private static AccessorListSyntax Getter(BlockSyntax body) => AccessorList(
        SingletonList(AccessorDeclaration(SyntaxKind.GetAccessorDeclaration).WithBody(body)));

    private static StatementSyntax Call(string method) =>
        ParseStatement($"{Name(method)}();");

    private static string Name(string method) => $"global::{typeof(StrategyGuard).FullName}.{method}";
}
