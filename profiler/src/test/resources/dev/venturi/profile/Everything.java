package shop;

import java.io.FileOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A program whose costs are known by construction; comments name the lines that tests ask for. */
public class Everything {
    static long sink;

    public static void main(String[] args) throws Exception {
        computing();
        locking();
        writing(Path.of(args[0]));
        throwing();
        Keeper.keep();
        Thread.sleep(200); // sleep
    }

    static void computing() {
        for (int i = 0; i < 240; i++) {
            sink += spin(6_000_000); // sixty
            sink += spin(3_000_000); // thirty
            sink += spin(1_000_000); // ten
        }
    }

    static long spin(int rounds) {
        long x = 1;
        for (int i = 0; i < rounds; i++) {
            x = x * 31 + i % 7;
        }
        return x;
    }

    static void locking() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(3);
        Object lock = new Object();
        for (int t = 0; t < 3; t++) {
            pool.submit(
                    () -> {
                        for (int i = 0; i < 8; i++) {
                            synchronized (lock) { // monitor
                                Thread.sleep(30); // held
                            }
                        }
                        return null;
                    });
        }
        pool.shutdown();
        pool.awaitTermination(1, TimeUnit.MINUTES); // await
    }

    static void writing(Path file) throws Exception {
        try (OutputStream out = new FileOutputStream(file.toFile())) {
            for (int i = 0; i < 200; i++) {
                out.write(i); // tiny
            }
            out.write(new byte[100_000]); // large
        }
        for (int i = 0; i < 5; i++) {
            sink += Files.readAllBytes(file).length; // again
        }
    }

    static void throwing() {
        for (int i = 0; i < 50; i++) {
            try {
                sink += Integer.parseInt("no " + i); // thrown
            } catch (NumberFormatException e) {
                sink++;
            }
        }
    }
}

class Keeper {
    static final Map<Integer, double[]> KEPT = new HashMap<>();

    static void keep() {
        for (int i = 0; i < 20_000; i++) {
            KEPT.put(i, new double[250]); // kept
            Everything.sink += new byte[2_000].length; // garbage
        }
        System.gc();
    }
}
