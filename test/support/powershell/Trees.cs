using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation.Language;
using System.Text.Json;

/// <summary>Reads texts with PowerShell's own parser and writes what it found, for the tests to judge.</summary>
public static class Trees
{
    /// <param name="input">A file with a JSON array of texts.</param>
    /// <param name="output">The file for one line of JSON for each text.</param>
    public static void Write(string input, string output)
    {
        var texts = JsonSerializer.Deserialize<string[]>(File.ReadAllText(input));
        using (var writer = new StreamWriter(output))
        {
            foreach (var text in texts) writer.WriteLine(JsonSerializer.Serialize(Read(text)));
        }
    }

    /// <summary>As above, with nothing but the words of commands: some ten times as fast.</summary>
    public static void WriteWords(string input, string output)
    {
        var texts = JsonSerializer.Deserialize<string[]>(File.ReadAllText(input));
        using (var writer = new StreamWriter(output))
        {
            foreach (var text in texts) writer.WriteLine(JsonSerializer.Serialize(Words(text)));
        }
    }

    /// <summary>As above, with nothing but what is wrong: what no PowerShell reads, and what 5.1 does not.</summary>
    public static void WriteErrors(string input, string output)
    {
        var texts = JsonSerializer.Deserialize<string[]>(File.ReadAllText(input));
        using (var writer = new StreamWriter(output))
        {
            foreach (var text in texts) writer.WriteLine(JsonSerializer.Serialize(Wrong(text)));
        }
    }

    private static object Wrong(string text)
    {
        Token[] tokens;
        ParseError[] errors;
        var root = Parser.ParseInput(text, out tokens, out errors);
        var found = new Visitor();
        root.Visit(found);
        return new { errors = errors.Select(Error), newer = found.Nodes.SelectMany(Newer) };
    }

    private static object Error(ParseError error)
    {
        return new
        {
            start = error.Extent.StartOffset,
            place = error.Extent.StartLineNumber + ":" + error.Extent.StartColumnNumber,
            id = error.ErrorId,
            message = error.Message,
        };
    }

    private static object Words(string text)
    {
        Token[] tokens;
        ParseError[] errors;
        var root = Parser.ParseInput(text, out tokens, out errors);
        if (errors.Length > 0) return null;
        var found = new Visitor();
        root.Visit(found);
        return found.Nodes.OfType<CommandAst>().Select(command =>
            command.CommandElements.Select(word => new[] { word.Extent.StartOffset, word.Extent.EndOffset }));
    }

    private static object Read(string text)
    {
        Token[] tokens;
        ParseError[] errors;
        var root = Parser.ParseInput(text, out tokens, out errors);
        var found = new Visitor();
        root.Visit(found);
        return new
        {
            errors = errors.Select(Error),
            commands = found.Nodes.OfType<CommandAst>().Select(Command),
            nodes = Nodes(found.Nodes, tokens),
            comments = tokens.Where(token => token.Kind == TokenKind.Comment).Select(token => token.Text),
            variables = found.Nodes.OfType<VariableExpressionAst>().Select(Variable),
            members = found.Nodes.OfType<MemberExpressionAst>().Where(member => member.Static).Select(Static),
            newer = found.Nodes.SelectMany(Newer),
        };
    }

    private sealed class Visitor : AstVisitor2
    {
        /// <summary>Parents before their children, children in the order of the text.</summary>
        public readonly List<Ast> Nodes = new List<Ast>();

        public override AstVisitAction DefaultVisit(Ast node)
        {
            Nodes.Add(node);
            return AstVisitAction.Continue;
        }
    }

    private static object Command(CommandAst command)
    {
        return new
        {
            start = command.Extent.StartOffset,
            end = command.Extent.EndOffset,
            call = command.InvocationOperator == TokenKind.Ampersand ? "&"
                : command.InvocationOperator == TokenKind.Dot ? "."
                : "",
            words = command.CommandElements.Select(word => new
            {
                start = word.Extent.StartOffset,
                end = word.Extent.EndOffset,
                kind = KindOf(word),
                text = word.Extent.Text,
                value = word is StringConstantExpressionAst constant ? constant.Value
                    : word is CommandParameterAst parameter ? "-" + parameter.ParameterName
                    : null,
            }),
            redirections = command.Redirections.Select(redirection => redirection.Extent.Text),
        };
    }

    private static string KindOf(Ast node)
    {
        var name = node.GetType().Name;
        return name.EndsWith("Ast") ? name.Substring(0, name.Length - 3) : name;
    }

    /// <summary>Each node with those of its tokens that are no child's; neither blanks nor comments count.</summary>
    private static IEnumerable<object> Nodes(List<Ast> nodes, Token[] tokens)
    {
        var counted = tokens
            .Where(token => token.Kind != TokenKind.Comment && token.Kind != TokenKind.NewLine
                && token.Kind != TokenKind.LineContinuation && token.Kind != TokenKind.EndOfInput)
            .ToArray();
        var starts = counted.Select(token => token.Extent.StartOffset).ToArray();
        var owners = new int[counted.Length];
        var depths = new Dictionary<Ast, int>();
        for (var index = 0; index < nodes.Count; index++)
        {
            var node = nodes[index];
            depths[node] = node.Parent != null && depths.TryGetValue(node.Parent, out var above) ? above + 1 : 0;
            var at = Array.BinarySearch(starts, node.Extent.StartOffset);
            for (at = at < 0 ? ~at : at; at < counted.Length && starts[at] < node.Extent.EndOffset; at++) owners[at] = index;
        }
        var own = new List<string>[nodes.Count];
        for (var at = 0; at < counted.Length; at++)
        {
            (own[owners[at]] ?? (own[owners[at]] = new List<string>())).Add(counted[at].Text);
        }
        return nodes.Select((node, index) => new
        {
            depth = depths[node],
            kind = KindOf(node),
            text = own[index] == null ? "" : string.Join(" ", own[index]),
            start = node.Extent.StartOffset,
            end = node.Extent.EndOffset,
        });
    }

    private static string Static(MemberExpressionAst member)
    {
        return member.Expression.Extent.Text + "::" + member.Member.Extent.Text;
    }

    private static object Variable(VariableExpressionAst variable)
    {
        return new
        {
            name = variable.VariablePath.UserPath,
            start = variable.Extent.StartOffset,
            isSet = IsSet(variable),
        };
    }

    private static bool IsSet(VariableExpressionAst variable)
    {
        Ast child = variable;
        for (var node = variable.Parent; node != null; child = node, node = node.Parent)
        {
            if (node is AssignmentStatementAst assignment) return assignment.Left == child && assignment.Operator == TokenKind.Equals;
            if (node is ForEachStatementAst loop) return loop.Variable == child;
            if (node is ParameterAst parameter) return parameter.Name == child;
            if (node is ConvertExpressionAst || node is AttributedExpressionAst || node is ArrayLiteralAst || node is ParenExpressionAst) continue;
            if (node is CommandExpressionAst || node is PipelineAst) continue;
            return false;
        }
        return false;
    }

    /// <summary>Constructs that Windows PowerShell 5.1 does not read.</summary>
    private static IEnumerable<object> Newer(Ast node)
    {
        var what = node is TernaryExpressionAst ? "ternary"
            : node is PipelineChainAst ? "&& or ||"
            : node is PipelineAst background && background.Background ? "background &"
            : node is BinaryExpressionAst binary && binary.Operator == TokenKind.QuestionQuestion ? "??"
            : node is AssignmentStatementAst assignment && assignment.Operator == TokenKind.QuestionQuestionEquals ? "??="
            : node is MemberExpressionAst member && member.NullConditional ? "?."
            : node is IndexExpressionAst item && item.NullConditional ? "?[]"
            : node is ScriptBlockAst block && block.CleanBlock != null ? "clean"
            : node is InvokeMemberExpressionAst call && call.GenericTypeArguments != null && call.GenericTypeArguments.Count > 0 ? "generic method call"
            : null;
        if (what != null) yield return new { what, start = node.Extent.StartOffset, text = node.Extent.Text };
    }
}
