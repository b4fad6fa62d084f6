using System.IO.Compression;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Mesh.Dashboard.Otlp;

/// <summary>Reads the body of a request of OTLP over HTTP, compressed or not, up to a limit.</summary>
internal static class RequestBody
{
    /// <summary>The one content type that is understood.</summary>
    public const string ContentType = "application/x-protobuf";

    private const int ChunkSize = 64 * 1024;

    /// <summary>Reads it.</summary>
    /// <exception cref="BadHttpRequestException">It is of another type or encoding (415), too large before or after decompression (413), or no valid gzip (400).</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !string.Equals(type.MediaType, ContentType, StringComparison.OrdinalIgnoreCase))
        {
            throw new BadHttpRequestException($"The content type is '{request.ContentType}': {ContentType} would work.", StatusCodes.Status415UnsupportedMediaType);
        }

        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = limit;
        }

        if (request.ContentLength > limit)
        {
            throw TooLarge(limit);
        }

        switch (request.Headers.ContentEncoding.ToString().ToLowerInvariant())
        {
            case "" or "identity":
                return await ReadAsync(request.Body, limit, cancellationToken);
            case "gzip":
                await using (var plain = new GZipStream(request.Body, CompressionMode.Decompress, leaveOpen: true))
                {
                    return await DecompressAsync(plain, limit, cancellationToken);
                }

            case var other:
                throw new BadHttpRequestException($"The content encoding is '{other}': gzip or none would work.", StatusCodes.Status415UnsupportedMediaType);
        }
    }

    private static async Task<ReadOnlyMemory<byte>> DecompressAsync(Stream plain, int limit, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(plain, limit, cancellationToken);
        }
        catch (InvalidDataException)
        {
            throw new BadHttpRequestException("The body is no valid gzip.", StatusCodes.Status400BadRequest);
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream body, int limit, CancellationToken cancellationToken)
    {
        var (buffer, length) = (new byte[ChunkSize], 0);
        while (await body.ReadAsync(buffer.AsMemory(length), cancellationToken) is > 0 and var read)
        {
            length += read;
            if (length > limit)
            {
                throw TooLarge(limit);
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, Math.Min(buffer.Length * 2, limit + 1));
            }
        }

        return buffer.AsMemory(0, length);
    }

    private static BadHttpRequestException TooLarge(int limit) =>
        new($"The request is larger than {limit} bytes: smaller batches would work.", StatusCodes.Status413PayloadTooLarge);
}
