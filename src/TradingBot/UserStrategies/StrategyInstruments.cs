using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TradingBot.Core.Strategies;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace TradingBot.UserStrategies;

/// <summary>
/// Puts a call of <see cref="StrategyGuard"/> into every loop and method of a strategy's source, without moving a line
/// of it: a loop or a recursion without end ends with one line that names it, and not with the program.
/// </summary>
/// <param name="model">Of the source as it was written.</param>
internal sealed class StrategyInstruments(SemanticModel model) : CSharpSyntaxRewriter
{
    private static readonly StatementSyntax Turn = Call(nameof(StrategyGuard.Turn));
    private static readonly StatementSyntax Enter = Call(nameof(StrategyGuard.Enter));

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
        var isVoid = model.GetDeclaredSymbol(node) is { ReturnsVoid: true };
        return Entered(function.Body, function.ExpressionBody, function.SemicolonToken, isVoid) is { } body
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

    public override SyntaxNode? VisitSimpleLambdaExpression(SimpleLambdaExpressionSyntax node) =>
        base.VisitSimpleLambdaExpression(node) is SimpleLambdaExpressionSyntax lambda ? Lambda(lambda, node) : null;

    public override SyntaxNode? VisitParenthesizedLambdaExpression(ParenthesizedLambdaExpressionSyntax node) =>
        base.VisitParenthesizedLambdaExpression(node) is ParenthesizedLambdaExpressionSyntax lambda
            ? Lambda(lambda, node) : null;

    private LambdaExpressionSyntax Lambda(LambdaExpressionSyntax lambda, LambdaExpressionSyntax written)
    {
        if (lambda.Block is { } block)
            return lambda.WithBlock(Entered(block));
        // What becomes an expression tree cannot have statements.
        var isDelegate = model.GetTypeInfo(written).ConvertedType is { TypeKind: TypeKind.Delegate };
        return isDelegate && model.GetSymbolInfo(written).Symbol is IMethodSymbol { ReturnsVoid: var isVoid }
            && Statement(lambda.ExpressionBody!, isVoid) is { } statement
            ? lambda.WithExpressionBody(null).WithBlock(Block(Enter, statement))
            : lambda;
    }

    private BaseMethodDeclarationSyntax Method(SyntaxNode? visited, BaseMethodDeclarationSyntax written)
    {
        var method = (BaseMethodDeclarationSyntax)visited!;
        var isVoid = model.GetDeclaredSymbol(written) is { ReturnsVoid: true };
        return Entered(method.Body, method.ExpressionBody, method.SemicolonToken, isVoid) is { } body
            ? method.WithBody(body).WithExpressionBody(null).WithSemicolonToken(default)
            : method;
    }

    private static BlockSyntax Entered(BlockSyntax body) => body.WithStatements(body.Statements.Insert(0, Enter));

    /// <summary>
    /// The ends of lines beside the arrow and the semicolon go to the braces, so that lines keep their numbers.
    /// </summary>
    /// <returns>Null where nothing can be put in.</returns>
    private static BlockSyntax? Entered(
        BlockSyntax? body, ArrowExpressionClauseSyntax? arrow, SyntaxToken semicolon, bool isVoid)
    {
        if (body is not null)
            return Entered(body);
        return arrow is not null && Statement(arrow.Expression, isVoid) is { } statement
            ? Block(Enter, statement)
                .WithOpenBraceToken(Token(SyntaxKind.OpenBraceToken).WithTriviaFrom(arrow.ArrowToken))
                .WithCloseBraceToken(Token(SyntaxKind.CloseBraceToken).WithTriviaFrom(semicolon))
            : null;
    }

    private static StatementSyntax? Statement(ExpressionSyntax expression, bool isVoid) => expression switch
    {
        ThrowExpressionSyntax or RefExpressionSyntax => null,
        _ when isVoid => ExpressionStatement(expression),
        _ => ReturnStatement(
            Token(SyntaxKind.ReturnKeyword).WithTrailingTrivia(Space), expression, Token(SyntaxKind.SemicolonToken)),
    };

    private static AccessorListSyntax Getter(BlockSyntax body) => AccessorList(
        SingletonList(AccessorDeclaration(SyntaxKind.GetAccessorDeclaration).WithBody(body)));

    private static StatementSyntax Call(string method) =>
        ParseStatement($"global::{typeof(StrategyGuard).FullName}.{method}();");
}
