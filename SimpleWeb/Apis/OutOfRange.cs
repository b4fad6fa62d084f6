using Microsoft.AspNetCore.Http.HttpResults;

namespace Mesh.SimpleWeb.Apis;

/// <summary>The answer to a number that an endpoint does not take: 400 and one line of text.</summary>
internal static class OutOfRange
{
    public static ContentHttpResult Result(string name, long given, long least, long most) =>
        TypedResults.Text($"{name} is {given}: {least} to {most} would work.\n", statusCode: StatusCodes.Status400BadRequest);
}
