using System.IO.Compression;
using Grpc.Core;
using Grpc.Net.Compression;

namespace Mesh.Dashboard.Otlp;

/// <summary>gzip for gRPC, which limits the size of a message before decompression only: this one limits it afterwards, too.</summary>
/// <param name="limit">The largest size, in bytes. What is larger is refused as <c>RESOURCE_EXHAUSTED</c>.</param>
internal sealed class BoundedGzip(int limit) : ICompressionProvider
{
    public string EncodingName => "gzip";

    public Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel) => new GZipStream(stream, compressionLevel ?? CompressionLevel.Fastest, leaveOpen: true);

    public Stream CreateDecompressionStream(Stream stream) => new BoundedStream(new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true), limit);

    /// <summary>Reads no more than a limit.</summary>
    private sealed class BoundedStream(Stream inner, int limit) : Stream
    {
        private long _read;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            try
            {
                var read = inner.Read(buffer);
                return (_read += read) <= limit
                    ? read
                    : throw new RpcException(new(StatusCode.ResourceExhausted, $"The message is larger than {limit} bytes when decompressed: smaller batches would work."));
            }
            catch (InvalidDataException)
            {
                throw new RpcException(new(StatusCode.InvalidArgument, "The message is no valid gzip."));
            }
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
